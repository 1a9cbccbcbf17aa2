using System.Net.Sockets;

namespace TypedWs.Transport;

/// <summary>Tells when the socket of a handshake is connected, which HTTP keeps to itself.</summary>
internal static class TcpObserver
{
    public static void Observe(SocketsHttpHandler handler, Action? connected)
    {
        if (connected is null)
            return;

        Func<SocketsHttpConnectionContext, CancellationToken, ValueTask<Stream>> connect = handler.ConnectCallback ?? ConnectAsync;
        handler.ConnectCallback = async (context, cancellationToken) =>
        {
            Stream stream = await connect(context, cancellationToken).ConfigureAwait(false);
            try
            {
                connected();
                return stream;
            }
            catch
            {
                await stream.DisposeAsync().ConfigureAwait(false);
                throw;
            }
        };
    }

    // What the handler does where it has no callback.
    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(context.DnsEndPoint, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

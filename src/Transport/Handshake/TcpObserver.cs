using System.Net.Sockets;

namespace TypedWs.Transport;

/// <summary>Tells when the socket of a handshake is connected, which HTTP keeps to itself.</summary>
internal static class TcpObserver
{
    /// <param name="handler">Makes the connection.</param>
    /// <param name="connected">What to tell.</param>
    /// <param name="attempt">The handshake's end: HTTP would go on connecting for a while after whoever asked has given up.</param>
    public static void Observe(SocketsHttpHandler handler, Action? connected, CancellationToken attempt)
    {
        if (connected is null)
            return;

        Func<SocketsHttpConnectionContext, CancellationToken, ValueTask<Stream>> connect = handler.ConnectCallback ?? ConnectAsync;
        handler.ConnectCallback = async (context, cancellationToken) =>
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(attempt, cancellationToken);
            Stream stream = await connect(context, either.Token).ConfigureAwait(false);
            try
            {
                either.Token.ThrowIfCancellationRequested();
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

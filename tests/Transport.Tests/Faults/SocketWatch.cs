using System.Collections.Concurrent;
using System.Net.Sockets;

namespace TypedWs.Transport.Tests.Faults;

/// <summary>Makes a client's sockets, and knows which of them are still open.</summary>
internal sealed class SocketWatch
{
    private readonly ConcurrentQueue<Socket> _sockets = new();

    public int Open => _sockets.Count(socket => !socket.SafeHandle.IsClosed);

    public void Configure(SocketsHttpHandler handler)
    {
        handler.UseProxy = false;
        handler.ConnectCallback = async (context, cancellationToken) =>
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            _sockets.Enqueue(socket);
            try
            {
                await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        };
    }
}

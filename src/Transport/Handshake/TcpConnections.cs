using System.Net.Sockets;

namespace TypedWs.Transport;

/// <summary>
/// The TCP connections of one handshake. Tells when one stands, which HTTP keeps to itself, and closes those of a handshake that failed: HTTP goes on connecting
/// for a while after whoever asked has given up, and forgets a connection that comes in that very moment, without closing it.
/// </summary>
/// <param name="connected">Told of each connection.</param>
/// <param name="attempt">Ends the handshake.</param>
internal sealed class TcpConnections(Action? connected, CancellationToken attempt)
{
    private readonly Lock _gate = new();

    // Null when the handshake is over. Guarded by _gate.
    private List<Stream>? _streams = [];

    /// <summary>Watches the connections that the handler makes.</summary>
    public void Watch(SocketsHttpHandler handler)
    {
        Func<SocketsHttpConnectionContext, CancellationToken, ValueTask<Stream>> connect = handler.ConnectCallback ?? ConnectAsync;
        handler.ConnectCallback = async (context, cancellationToken) =>
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(attempt, cancellationToken);
            Stream stream = await connect(context, either.Token).ConfigureAwait(false);
            try
            {
                either.Token.ThrowIfCancellationRequested();
                connected?.Invoke();
                Add(stream);
                return stream;
            }
            catch
            {
                await stream.DisposeAsync().ConfigureAwait(false);
                throw;
            }
        };
    }

    /// <summary>The handshake has its answer: from here on its connection is HTTP's, or whose it becomes.</summary>
    public void Release()
    {
        lock (_gate)
            _streams = null;
    }

    /// <summary>The handshake has failed.</summary>
    public async ValueTask CloseAsync()
    {
        List<Stream> streams;
        lock (_gate)
        {
            streams = _streams ?? [];
            _streams = null;
        }

        foreach (Stream stream in streams)
            await stream.DisposeAsync().ConfigureAwait(false);
    }

    private void Add(Stream stream)
    {
        lock (_gate)
        {
            if (_streams is null)
                throw new OperationCanceledException("The handshake that this connection was made for is over.");
            _streams.Add(stream);
        }
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

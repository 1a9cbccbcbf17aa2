using System.Buffers;
using System.Net.Sockets;

namespace TypedWs.Transport;

/// <summary>
/// Takes an upgraded connection out of HTTP. What HTTP keeps for a connection – buffers of 8 KiB, a pool, the request – would otherwise stay as long as
/// the WebSocket does, and every read and write would pass through it. Serves one handshake.
/// </summary>
internal sealed class UpgradedConnection
{
    private const int DrainSize = 4096;

    // A proxy has a connection of its own under the server's, and credentials may take a second one. Guarded by itself.
    private readonly List<DetachableStream> _streams = [];

    /// <summary>Watches the connections that the handler makes. To be called last: the stream that another filter returns is what HTTP speaks over.</summary>
    public void Watch(SocketsHttpHandler handler)
    {
        Func<SocketsHttpPlaintextStreamFilterContext, CancellationToken, ValueTask<Stream>>? other = handler.PlaintextStreamFilter;
        handler.PlaintextStreamFilter = async (context, cancellationToken) =>
        {
            Stream stream = other is null ? context.PlaintextStream : await other(context, cancellationToken).ConfigureAwait(false);
            var detachable = new DetachableStream(stream);
            lock (_streams)
                _streams.Add(detachable);
            return detachable;
        };
    }

    /// <summary>
    /// The connection, beginning with what HTTP had read of it beyond its own response. Where this fails, the connection is closed: HTTP, which was told
    /// that it has ended, would leave it alone.
    /// </summary>
    /// <param name="upgraded">The content of the response with status 101. Not to be used afterwards.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async ValueTask<Stream> DetachAsync(Stream upgraded, CancellationToken cancellationToken)
    {
        DetachableStream[] streams;
        lock (_streams)
            streams = [.. _streams];
        foreach (DetachableStream stream in streams)
            stream.IsDetaching = true;
        try
        {
            byte[] early = await DrainAsync(upgraded, cancellationToken).ConfigureAwait(false);
            foreach (DetachableStream stream in streams)
                stream.IsDetaching = stream.IsDrained;

            Stream connection = streams.First(stream => stream.IsDrained).Inner;
            if (connection is NetworkStream socket)
                await LetGoOfRequestAsync(socket, cancellationToken).ConfigureAwait(false);
            return early.Length == 0 ? connection : new EarlyBytesStream(early, connection);
        }
        catch
        {
            foreach (DetachableStream stream in streams)
                await stream.Inner.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>A socket keeps hold of what it sent last, which was the request in HTTP's buffer of 4 KiB.</summary>
    private static async ValueTask LetGoOfRequestAsync(NetworkStream socket, CancellationToken cancellationToken)
    {
        try
        {
            await socket.WriteAsync(ReadOnlyMemory<byte>.Empty, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException)
        {
            // The connection is lost already. Whoever reads from it next hears of that.
        }
    }

    /// <summary>Reads to the pretended end. Whoever meets it disposes what HTTP holds of the connection.</summary>
    private static async ValueTask<byte[]> DrainAsync(Stream upgraded, CancellationToken cancellationToken)
    {
        var early = new ArrayBufferWriter<byte>();
        byte[] buffer = ArrayPool<byte>.Shared.Rent(DrainSize);
        try
        {
            int count;
            while ((count = await upgraded.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
                early.Write(buffer.AsSpan(0, count));
            return early.WrittenSpan.ToArray();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}

using System.Net.Sockets;

namespace TypedWs.AspNetCore.DirectSockets;

/// <summary>
/// A connection that was taken out of the HTTP server, beginning with what the server had read of it. One reader and one writer at a time. To dispose it ends the
/// connection for both; the socket is closed by the server, which is about to learn how: with a reset where it aborts the request.
/// </summary>
internal sealed class DetachedStream(Socket socket, byte[] early) : NetworkStream(socket, ownsSocket: false)
{
    // Of the reader.
    private ReadOnlyMemory<byte> _early = early;

    // 0 or 1, by Interlocked: whoever aborts may dispose the stream beside its owner.
    private int _isDisposed;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        => _early.IsEmpty ? base.ReadAsync(buffer, cancellationToken) : new ValueTask<int>(TakeEarly(buffer.Span));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(Span<byte> buffer) => _early.IsEmpty ? base.Read(buffer) : TakeEarly(buffer);

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    protected override void Dispose(bool disposing)
    {
        if (disposing && Interlocked.Exchange(ref _isDisposed, 1) == 0)
        {
            try
            {
                Socket.Shutdown(SocketShutdown.Both);
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
            {
                // The peer or the server ended it before.
            }
        }

        base.Dispose(disposing);
    }

    private int TakeEarly(Span<byte> buffer)
    {
        int count = Math.Min(buffer.Length, _early.Length);
        _early.Span[..count].CopyTo(buffer);
        _early = count == _early.Length ? default : _early[count..];
        return count;
    }
}

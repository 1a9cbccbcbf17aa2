using System.Net.Sockets;

namespace TypedWs.AspNetCore.DirectSockets;

/// <summary>
/// A connection that was taken out of the HTTP server, beginning with what the server had read of it. One reader and one writer at a time. To dispose it leaves the
/// socket open: the server ends that after the request, which knows whether with a reset. A read or a write that is under way is ended by its token, or with the socket.
/// </summary>
/// <remarks>Not itself a <see cref="NetworkStream"/>: whose half a WebSocket ends by itself, before those who took part in the request are told of the end.</remarks>
internal sealed class DetachedStream(Socket socket, byte[] early) : Stream
{
    private readonly NetworkStream _inner = new(socket, ownsSocket: false);

    // Of the reader.
    private ReadOnlyMemory<byte> _early = early;

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        => _early.IsEmpty ? _inner.ReadAsync(buffer, cancellationToken) : new ValueTask<int>(TakeEarly(buffer.Span));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(Span<byte> buffer) => _early.IsEmpty ? _inner.Read(buffer) : TakeEarly(buffer);

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => _inner.WriteAsync(buffer, cancellationToken);

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        => _inner.WriteAsync(buffer, offset, count, cancellationToken);

    public override void Write(ReadOnlySpan<byte> buffer) => _inner.Write(buffer);

    public override void Write(byte[] buffer, int offset, int count) => _inner.Write(buffer, offset, count);

    public override void Flush()
    {
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _inner.Dispose();
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

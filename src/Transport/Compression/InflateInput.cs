namespace TypedWs.Transport;

/// <summary>Feeds a <see cref="MessageInflater"/> with what has come of a message; at the end of that it has nothing for the moment, and more later.</summary>
internal sealed class InflateInput : Stream
{
    private ReadOnlyMemory<byte> _bytes;

    /// <summary>Whether more was asked for than there was. It is not once the compressed data declared its end.</summary>
    public bool WasDrained { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public void Set(ReadOnlyMemory<byte> bytes)
    {
        _bytes = bytes;
        WasDrained = false;
    }

    public override int Read(Span<byte> buffer)
    {
        WasDrained |= _bytes.IsEmpty;
        int count = Math.Min(buffer.Length, _bytes.Length);
        _bytes.Span[..count].CopyTo(buffer);
        _bytes = _bytes[count..];
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}

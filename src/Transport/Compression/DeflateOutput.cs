using System.Buffers;

namespace TypedWs.Transport;

/// <summary>Where a <see cref="MessageDeflater"/> gathers one compressed message: a pooled array that is held for that long only.</summary>
internal sealed class DeflateOutput(ArrayPool<byte> pool) : Stream
{
    private const int SmallestArray = 4096;

    private byte[] _bytes = [];
    private int _length;

    /// <summary>What was written; valid until the next change.</summary>
    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _length);

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => _length;

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (_bytes.Length - _length < buffer.Length)
            Grow(_length + buffer.Length);
        buffer.CopyTo(_bytes.AsSpan(_length));
        _length += buffer.Length;
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    /// <summary>Empties it and gives the array back.</summary>
    public void Release()
    {
        _length = 0;
        byte[] bytes = _bytes;
        _bytes = [];
        if (bytes.Length > 0)
            pool.Return(bytes);
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private void Grow(int needed)
    {
        byte[] larger = pool.Rent(Math.Max(Math.Max(needed, SmallestArray), (int)Math.Min(_bytes.Length * 2L, Array.MaxLength)));
        Written.CopyTo(larger);
        if (_bytes.Length > 0)
            pool.Return(_bytes);
        _bytes = larger;
    }
}

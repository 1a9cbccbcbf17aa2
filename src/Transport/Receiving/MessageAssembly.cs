using System.Buffers;

namespace TypedWs.Transport;

/// <summary>
/// A message that came in fragments, or is larger than the receive buffer. Its pooled array grows with the bytes that have really come,
/// never on the word of a header: a peer must send what it wants us to hold. Only what the last message really took is taken at once.
/// </summary>
internal sealed class MessageAssembly(ArrayPool<byte> pool)
{
    private const int SmallestArray = 4096;

    private byte[] _bytes = [];

    // Large messages come in series: each but the first is spared the copies of a growing array.
    private int _expectedSize = SmallestArray;

    /// <summary>Bytes gathered.</summary>
    public int Length { get; private set; }

    /// <summary>The bytes gathered, valid until the next change.</summary>
    public Memory<byte> Written => _bytes.AsMemory(0, Length);

    public void Append(ReadOnlySpan<byte> bytes)
    {
        if (_bytes.Length - Length < bytes.Length)
            Grow(Length + bytes.Length);
        bytes.CopyTo(_bytes.AsSpan(Length));
        Length += bytes.Length;
    }

    /// <summary>Room for a read straight into the message: at most <paramref name="wanted"/> bytes, and no more than it has already.</summary>
    public Memory<byte> GetRoom(int wanted)
    {
        if (_bytes.Length == Length)
            Grow(Length + 1);
        return _bytes.AsMemory(Length, Math.Min(wanted, _bytes.Length - Length));
    }

    /// <summary>Notes that a read filled <paramref name="count"/> bytes of the room.</summary>
    public void Fill(int count) => Length += count;

    public void Release()
    {
        if (Length > 0)
            _expectedSize = Math.Max(Length, SmallestArray);
        Length = 0;
        if (_bytes.Length > 0)
            pool.Return(_bytes);
        _bytes = [];
    }

    private void Grow(int needed)
    {
        int wanted = _bytes.Length == 0 ? _expectedSize : (int)Math.Min(_bytes.Length * 2L, Array.MaxLength);
        byte[] larger = pool.Rent(Math.Max(needed, wanted));
        Written.Span.CopyTo(larger);
        if (_bytes.Length > 0)
            pool.Return(_bytes);
        _bytes = larger;
    }
}

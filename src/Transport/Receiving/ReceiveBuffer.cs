using System.Buffers;

namespace TypedWs.Transport;

/// <summary>
/// The bytes between the stream and the parser: one pooled array, given back whenever it is empty and the connection idle. Reads that fill it make it larger: where
/// bytes come faster than they are handled, each system call is to bring more of them. A read that brings little makes it small again. A mutable part of the
/// <see cref="FrameReader"/>: not to be copied.
/// </summary>
internal struct ReceiveBuffer(ArrayPool<byte> pool)
{
    /// <summary>Many small messages in one read, and a multiple of the pages in which TLS and Kestrel hand out bytes.</summary>
    public const int Size = 16 * 1024;

    /// <summary>What it grows to: what is read is to be still in the nearer caches of the processor when it is parsed.</summary>
    public const int LargestSize = 64 * 1024;

    private byte[] _bytes = [];
    private int _rented; // What was asked of the pool, which may have given more.
    private int _wanted = Size;
    private int _start;
    private int _end;

    public readonly bool IsEmpty => _start == _end;

    /// <summary>What was read and not yet parsed.</summary>
    public readonly Span<byte> Unread => _bytes.AsSpan(_start, _end - _start);

    /// <summary>Room for the next read; never empty as long as no frame that fits is left unparsed.</summary>
    public Memory<byte> GetRoom()
    {
        if (_rented < _wanted || (_rented > _wanted && IsEmpty))
            Exchange();

        // What is left is part of one frame: moving it is cheap, and makes every frame that fits contiguous.
        if (_start > 0)
        {
            Unread.CopyTo(_bytes);
            _end -= _start;
            _start = 0;
        }

        return _bytes.AsMemory(_end);
    }

    /// <summary>Notes that a read filled <paramref name="count"/> bytes of the room.</summary>
    public void Fill(int count)
    {
        _end += count;
        if (_end == _bytes.Length)
            _wanted = LargestSize;
        else if (count < Size)
            _wanted = Size;
    }

    /// <summary>Large frames are read to where they belong: what comes here of them is copied, and should be little.</summary>
    public void StaySmall() => _wanted = Size;

    /// <summary>Passes over parsed bytes.</summary>
    public void Skip(int count) => _start += count;

    /// <summary>Takes bytes as memory that stays valid until the next <see cref="GetRoom"/>.</summary>
    public Memory<byte> Take(int count)
    {
        Memory<byte> taken = _bytes.AsMemory(_start, count);
        _start += count;
        return taken;
    }

    /// <summary>Gives the array back when nothing in it is needed.</summary>
    public void ReleaseIfEmpty()
    {
        if (!IsEmpty || _bytes.Length == 0)
            return;

        pool.Return(_bytes);
        _bytes = [];
        _rented = 0;
        _wanted = Size;
        _start = _end = 0;
    }

    private void Exchange()
    {
        byte[] other = pool.Rent(_wanted);
        Unread.CopyTo(other);
        (_start, _end) = (0, _end - _start);
        if (_bytes.Length > 0)
            pool.Return(_bytes);
        _bytes = other;
        _rented = _wanted;
    }
}

using System.Buffers;
using TypedWs.CompilerServices;
using TypedWs.Envelopes;

namespace TypedWs.Streams;

/// <summary>
/// Items of a stream, encoded one behind the other as a batch will hold them. Encoding them as they come makes their size known, keeps no item alive, and tells
/// an item that cannot be written from the batch that it would have spoiled. Not thread-safe: its producer's lock guards it.
/// </summary>
/// <param name="format">The format of the items.</param>
/// <param name="pool">Where the memory comes from.</param>
internal sealed class EncodedItems(WireFormat format, ArrayPool<byte> pool) : IBufferWriter<byte>
{
    private const int FirstSize = 512;

    private byte[] _bytes = []; // Rented while there are items: a stream at rest holds no memory.
    private int _length;

    public int Count { get; private set; }

    public int Length => _length;

    /// <summary>Encodes an item. One that cannot be written leaves nothing behind.</summary>
    public void Add<T>(ValueCodec<T> codec, T item)
    {
        int start = _length;
        try
        {
            EnvelopeWriter.WriteValue(this, format, codec, item);
            if (format == WireFormat.Json)
                this.Write(","u8);
            Count++;
        }
        catch
        {
            _length = start;
            throw;
        }
    }

    /// <summary>Takes all items out.</summary>
    public EncodedBatch Take()
    {
        // In JSON without the last comma.
        var batch = new EncodedBatch(_bytes, format == WireFormat.Json ? Math.Max(0, _length - 1) : _length, Count, pool);
        _bytes = [];
        _length = 0;
        Count = 0;
        return batch;
    }

    public void Advance(int count) => _length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        MakeRoom(sizeHint);
        return _bytes.AsMemory(_length);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        MakeRoom(sizeHint);
        return _bytes.AsSpan(_length);
    }

    private void MakeRoom(int size)
    {
        size = Math.Max(size, 1);
        if (_bytes.Length - _length >= size)
            return;

        byte[] larger = pool.Rent(Math.Max(FirstSize, Math.Max(checked(_length + size), (int)Math.Min(Array.MaxLength, _bytes.Length * 2L))));
        _bytes.AsSpan(0, _length).CopyTo(larger);
        if (_bytes.Length > 0)
            pool.Return(_bytes);
        _bytes = larger;
    }
}

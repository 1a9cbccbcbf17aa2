using System.Buffers;

namespace TypedWs.Streams;

/// <summary>Items that were taken out of <see cref="EncodedItems"/>, in memory that goes back to the pool with <see cref="Release"/>.</summary>
/// <param name="Bytes">Where they are.</param>
/// <param name="Length">How many bytes they take.</param>
/// <param name="Count">How many they are.</param>
/// <param name="Pool">Where the memory goes back to.</param>
internal readonly record struct EncodedBatch(byte[] Bytes, int Length, int Count, ArrayPool<byte> Pool)
{
    public ReadOnlySpan<byte> Written => Bytes.AsSpan(0, Length);

    public void Release()
    {
        if (Bytes is { Length: > 0 })
            Pool.Return(Bytes);
    }
}

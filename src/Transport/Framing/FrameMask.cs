using System.Numerics;
using System.Runtime.InteropServices;

namespace TypedWs.Transport;

/// <summary>Masks and unmasks a whole payload in place (RFC 6455, section 5.3).</summary>
internal static class FrameMask
{
    /// <summary>Combines every byte with the key byte at its position; twice is the identity.</summary>
    /// <param name="payload">The payload from its first byte on.</param>
    /// <param name="key">The four key bytes in the order of the wire, read as a native integer: then the byte order of the machine does not matter.</param>
    public static void Apply(Span<byte> payload, uint key)
    {
        Vector<byte> wideKey = Vector.AsVectorByte(new Vector<uint>(key));
        Span<Vector<byte>> blocks = MemoryMarshal.Cast<byte, Vector<byte>>(payload);
        for (int i = 0; i < blocks.Length; i++)
            blocks[i] ^= wideKey;

        // A vector is a whole number of keys long, so that the rest begins with the key's first byte again; likewise for the words.
        payload = payload[(blocks.Length * Vector<byte>.Count)..];
        Span<uint> words = MemoryMarshal.Cast<byte, uint>(payload);
        for (int i = 0; i < words.Length; i++)
            words[i] ^= key;

        payload = payload[(words.Length * sizeof(uint))..];
        Span<byte> keyBytes = MemoryMarshal.AsBytes(new Span<uint>(ref key));
        for (int i = 0; i < payload.Length; i++)
            payload[i] ^= keyBytes[i];
    }

    /// <summary>The key as it applies from <paramref name="count"/> bytes further on, for a payload that comes in parts.</summary>
    public static uint Advance(uint key, int count)
    {
        int bits = (count % sizeof(uint)) * 8;
        return BitConverter.IsLittleEndian ? BitOperations.RotateRight(key, bits) : BitOperations.RotateLeft(key, bits);
    }
}

using System.Buffers;
using System.Buffers.Binary;

namespace LoadTest.Messages;

/// <summary>The messages of the raw transports: a kind, a number, filling, and the number again, so that a message cut or joined is noticed.</summary>
internal static class Payload
{
    /// <summary>About what the record takes in MessagePack.</summary>
    public const int SmallSize = 110;

    private const int Head = 1 + sizeof(long);

    public static void Write(IBufferWriter<byte> output, PayloadKind kind, long seq, int size)
    {
        Span<byte> payload = output.GetSpan(size)[..size];
        payload[0] = (byte)kind;
        BinaryPrimitives.WriteInt64LittleEndian(payload[1..], seq);
        payload[Head..^sizeof(long)].Fill((byte)'x');
        BinaryPrimitives.WriteInt64LittleEndian(payload[^sizeof(long)..], seq);
        output.Advance(size);
    }

    public static PayloadKind KindOf(ReadOnlySpan<byte> payload) => (PayloadKind)payload[0];

    /// <summary>The number, or −1 where the two copies differ.</summary>
    public static long SeqOf(ReadOnlySpan<byte> payload)
    {
        long seq = BinaryPrimitives.ReadInt64LittleEndian(payload[1..]);
        return BinaryPrimitives.ReadInt64LittleEndian(payload[^sizeof(long)..]) == seq ? seq : -1;
    }
}

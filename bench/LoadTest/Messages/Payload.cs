using System.Buffers;
using System.Buffers.Binary;
using System.Diagnostics;

namespace LoadTest.Messages;

/// <summary>The messages of the raw transports: a kind, a shape, a number, filling, and the number again, so that a message cut or joined is noticed.</summary>
internal static class Payload
{
    /// <summary>About what the record takes in MessagePack.</summary>
    public const int LineSize = 110;

    private const int Head = 2 + sizeof(long);

    public static int SizeOf(MessageShape shape) => shape switch
    {
        MessageShape.Line => LineSize,
        MessageShape.Document => 4 * 1024,
        MessageShape.Blob => 1024 * 1024,
        _ => throw new UnreachableException(),
    };

    public static void Write(IBufferWriter<byte> output, PayloadKind kind, MessageShape shape, long seq)
    {
        int size = SizeOf(shape);
        Write(output.GetSpan(size)[..size], kind, shape, seq);
        output.Advance(size);
    }

    /// <param name="payload">As long as the shape wants it.</param>
    /// <param name="kind">What the other side is to do with it.</param>
    /// <param name="shape">Its size.</param>
    /// <param name="seq">Its number.</param>
    public static void Write(Span<byte> payload, PayloadKind kind, MessageShape shape, long seq)
    {
        payload[0] = (byte)kind;
        payload[1] = (byte)shape;
        BinaryPrimitives.WriteInt64LittleEndian(payload[2..], seq);
        payload[Head..^sizeof(long)].Fill((byte)'x');
        BinaryPrimitives.WriteInt64LittleEndian(payload[^sizeof(long)..], seq);
    }

    public static PayloadKind KindOf(ReadOnlySpan<byte> payload) => (PayloadKind)payload[0];

    public static long SeqOf(ReadOnlySpan<byte> payload) => BinaryPrimitives.ReadInt64LittleEndian(payload[2..]);

    /// <summary>Whether it has its full length, and the same number at both ends.</summary>
    public static bool IsWhole(ReadOnlySpan<byte> payload)
        => payload.Length == SizeOf((MessageShape)payload[1]) && BinaryPrimitives.ReadInt64LittleEndian(payload[^sizeof(long)..]) == SeqOf(payload);
}

using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace TypedWs.Transport;

/// <summary>The head of one frame as it stands on the wire (RFC 6455, section 5.2), decoded but not judged: see <see cref="FrameRules"/>.</summary>
internal readonly struct FrameHeader
{
    /// <summary>Two bytes, a 64-bit length and a mask key.</summary>
    public const int MaxSize = 14;

    public const byte FinBit = 0x80;
    public const byte ReservedBits = 0x70;

    /// <summary>The first of the reserved bits: says that a message is compressed (RFC 7692, section 6).</summary>
    public const byte CompressedBit = 0x40;

    public const byte OpcodeBits = 0x0F;
    public const byte MaskBit = 0x80;
    public const byte LengthBits = 0x7F;

    /// <summary>The 7-bit length that says "a 16-bit length follows"; smaller ones are the length itself.</summary>
    public const byte Length16 = 126;

    /// <summary>The 7-bit length that says "a 64-bit length follows".</summary>
    public const byte Length64 = 127;

    private readonly byte _first;
    private readonly byte _second;

    private FrameHeader(byte first, byte second, ulong payloadLength, uint maskKey, int size)
    {
        _first = first;
        _second = second;
        PayloadLength = payloadLength;
        MaskKey = maskKey;
        Size = size;
    }

    public bool IsFinal => (_first & FinBit) != 0;

    public bool HasReservedBits => (_first & ReservedBits) != 0;

    /// <summary>Whether <see cref="CompressedBit"/> is set, and no other reserved bit.</summary>
    public bool IsCompressed => (_first & ReservedBits) == CompressedBit;

    public WsOpcode Opcode => (WsOpcode)(_first & OpcodeBits);

    public bool IsControl => (_first & 0x08) != 0;

    public bool IsMasked => (_second & MaskBit) != 0;

    /// <summary>The 7-bit length field: the length itself, <see cref="Length16"/> or <see cref="Length64"/>.</summary>
    public byte LengthField => (byte)(_second & LengthBits);

    /// <summary>Bytes of payload that follow the header, as claimed by the sender.</summary>
    public ulong PayloadLength { get; }

    /// <summary>The four key bytes in the order of the wire, read as a native integer; zero when not masked.</summary>
    public uint MaskKey { get; }

    /// <summary>Bytes of the header itself, 2 to <see cref="MaxSize"/>.</summary>
    public int Size { get; }

    /// <summary>Decodes the header at the start of <paramref name="bytes"/>; false when it is not whole yet.</summary>
    public static bool TryParse(ReadOnlySpan<byte> bytes, out FrameHeader header)
    {
        header = default;
        if (bytes.Length < 2)
            return false;

        byte first = bytes[0];
        byte second = bytes[1];
        int field = second & LengthBits;
        int size = field switch { Length16 => 4, Length64 => 10, _ => 2 };
        bool masked = (second & MaskBit) != 0;
        if (bytes.Length < size + (masked ? 4 : 0))
            return false;

        ulong length = field switch
        {
            Length16 => BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]),
            Length64 => BinaryPrimitives.ReadUInt64BigEndian(bytes[2..]),
            _ => (ulong)field,
        };
        uint key = 0;
        if (masked)
        {
            key = MemoryMarshal.Read<uint>(bytes[size..]);
            size += 4;
        }

        header = new FrameHeader(first, second, length, key, size);
        return true;
    }

    /// <summary>Bytes that a header takes for a payload of <paramref name="payloadLength"/> bytes in the shortest encoding.</summary>
    public static int SizeFor(int payloadLength, bool masked)
        => (payloadLength < Length16 ? 2 : payloadLength <= ushort.MaxValue ? 4 : 10) + (masked ? 4 : 0);

    /// <summary>Writes a header; <paramref name="output"/> is exactly <see cref="SizeFor"/> long.</summary>
    /// <param name="output">Where to write.</param>
    /// <param name="first">The first byte: the opcode and, for the last frame of a message, <see cref="FinBit"/>.</param>
    /// <param name="payloadLength">Bytes of payload that follow.</param>
    /// <param name="masked">Whether <paramref name="maskKey"/> is part of the header.</param>
    /// <param name="maskKey">The four key bytes in the order of the wire, read as a native integer.</param>
    public static void Write(Span<byte> output, byte first, int payloadLength, bool masked, uint maskKey)
    {
        output[0] = first;
        byte mask = masked ? MaskBit : (byte)0;
        if (payloadLength < Length16)
        {
            output[1] = (byte)(mask | payloadLength);
        }
        else if (payloadLength <= ushort.MaxValue)
        {
            output[1] = (byte)(mask | Length16);
            BinaryPrimitives.WriteUInt16BigEndian(output[2..], (ushort)payloadLength);
        }
        else
        {
            output[1] = (byte)(mask | Length64);
            BinaryPrimitives.WriteUInt64BigEndian(output[2..], (ulong)payloadLength);
        }

        if (masked)
            MemoryMarshal.Write(output[^4..], maskKey);
    }
}

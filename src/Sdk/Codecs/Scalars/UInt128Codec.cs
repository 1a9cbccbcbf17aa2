using System.Buffers.Binary;
using System.Globalization;

namespace TypedWs.CompilerServices;

/// <summary>A number in JSON; in MessagePack its 16 bytes, lowest first, as MessagePack-CSharp 3.1 writes it (2.5 lacks the type).</summary>
internal sealed class UInt128Codec : ValueCodec<UInt128>, IKeyCodec<UInt128>
{
    private const string Expected = "expected a whole number from 0 to 2^128 - 1, written without fraction and exponent, but it is none";
    private const int MaxLength = 40;
    private const int Size = 16;

    public override void WriteJson(ref JsonValueWriter writer, UInt128 value)
    {
        Span<byte> text = stackalloc byte[MaxLength];
        value.TryFormat(text, out int length, default, CultureInfo.InvariantCulture);
        writer.WriteRaw(text[..length]);
    }

    public override UInt128 ReadJson(ref JsonValueReader reader)
        => UInt128.TryParse(reader.ReadNumberText(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out UInt128 value)
            ? value
            : throw reader.Failure(Expected);

    public override void WriteMessagePack(ref MessagePackValueWriter writer, UInt128 value)
    {
        Span<byte> bytes = stackalloc byte[Size];
        BinaryPrimitives.WriteUInt128LittleEndian(bytes, value);
        writer.WriteBytes(bytes);
    }

    public override UInt128 ReadMessagePack(ref MessagePackValueReader reader)
    {
        if (reader.IsIntegerNext())
        {
            return reader.ReadUInt64();
        }

        byte[] bytes = reader.ReadBinary();
        return bytes.Length == Size ? BinaryPrimitives.ReadUInt128LittleEndian(bytes) : throw reader.Failure("expected 16 bytes, was another number");
    }

    public void WriteName(ref JsonValueWriter writer, UInt128 key) => IntegerName.Write(ref writer, key);

    public UInt128 ReadName(ref JsonValueReader reader, string name) => IntegerName.Read<UInt128>(ref reader, name);
}

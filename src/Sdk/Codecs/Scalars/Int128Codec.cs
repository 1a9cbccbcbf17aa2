using System.Buffers.Binary;
using System.Globalization;

namespace TypedWs.CompilerServices;

/// <summary>A number in JSON; in MessagePack its 16 bytes, lowest first, as MessagePack-CSharp 3.1 writes it (2.5 lacks the type).</summary>
internal sealed class Int128Codec : ValueCodec<Int128>, IKeyCodec<Int128>
{
    private const string Expected = "expected a whole number from -2^127 to 2^127 - 1, written without fraction and exponent, but it is none";
    private const int MaxLength = 40;
    private const int Size = 16;

    public override void WriteJson(ref JsonValueWriter writer, Int128 value)
    {
        Span<byte> text = stackalloc byte[MaxLength];
        value.TryFormat(text, out int length, default, CultureInfo.InvariantCulture);
        writer.WriteRaw(text[..length]);
    }

    public override Int128 ReadJson(ref JsonValueReader reader)
        => Int128.TryParse(reader.ReadNumberText(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out Int128 value)
            ? value
            : throw reader.Failure(Expected);

    public override void WriteMessagePack(ref MessagePackValueWriter writer, Int128 value)
    {
        Span<byte> bytes = stackalloc byte[Size];
        BinaryPrimitives.WriteInt128LittleEndian(bytes, value);
        writer.WriteBytes(bytes);
    }

    public override Int128 ReadMessagePack(ref MessagePackValueReader reader)
    {
        if (reader.IsIntegerNext())
        {
            return reader.ReadAnyInteger();
        }

        byte[] bytes = reader.ReadBinary();
        return bytes.Length == Size ? BinaryPrimitives.ReadInt128LittleEndian(bytes) : throw reader.Failure("expected 16 bytes, was another number");
    }

    public void WriteName(ref JsonValueWriter writer, Int128 key) => IntegerName.Write(ref writer, key);

    public Int128 ReadName(ref JsonValueReader reader, string name) => IntegerName.Read<Int128>(ref reader, name);
}

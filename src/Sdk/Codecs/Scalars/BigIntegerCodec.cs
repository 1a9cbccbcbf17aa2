using System.Globalization;
using System.Numerics;
using System.Text;

namespace TypedWs.CompilerServices;

/// <summary>A number in JSON; in MessagePack its two's complement as bytes, lowest first, as MessagePack-CSharp writes it.</summary>
internal sealed class BigIntegerCodec : ValueCodec<BigInteger>
{
    /// <summary>How long a number may be: parsing takes more than linear time.</summary>
    internal const int MaxBytes = 1024;

    // What MaxBytes hold, and a sign.
    private const int MaxDigits = 2467;
    private const string Expected = "expected a whole number of at most 1,024 bytes, written without fraction and exponent";

    public override void WriteJson(ref JsonValueWriter writer, BigInteger value)
    {
        EnsureSize(value);
        writer.WriteRaw(Encoding.ASCII.GetBytes(value.ToString(CultureInfo.InvariantCulture)));
    }

    public override BigInteger ReadJson(ref JsonValueReader reader)
    {
        ReadOnlySpan<byte> text = reader.ReadNumberText();
        return text.Length <= MaxDigits
            && BigInteger.TryParse(Encoding.ASCII.GetString(text), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out BigInteger value)
            && value.GetByteCount() <= MaxBytes
                ? value
                : throw reader.Failure(Expected);
    }

    public override void WriteMessagePack(ref MessagePackValueWriter writer, BigInteger value)
    {
        EnsureSize(value);
        writer.WriteBinary(value.ToByteArray());
    }

    public override BigInteger ReadMessagePack(ref MessagePackValueReader reader)
    {
        if (reader.IsIntegerNext())
        {
            return reader.ReadAnyInteger();
        }

        byte[] bytes = reader.ReadBinary();
        return bytes.Length <= MaxBytes ? new BigInteger(bytes) : throw reader.Failure(Expected);
    }

    private static void EnsureSize(BigInteger value)
    {
        if (value.GetByteCount() > MaxBytes)
        {
            throw new ArgumentException(
                $"A BigInteger takes {value.GetByteCount()} bytes, but {MaxBytes} are the most that a receiver accepts. Send it as byte[].",
                nameof(value));
        }
    }
}

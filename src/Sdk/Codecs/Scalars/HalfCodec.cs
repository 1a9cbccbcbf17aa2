using System.Globalization;

namespace TypedWs.CompilerServices;

/// <summary>A number in JSON, float 32 in MessagePack.</summary>
internal sealed class HalfCodec : ValueCodec<Half>
{
    private const string Expected = "expected a number from -65504 to 65504, but it is outside of that range";
    private const int MaxLength = 32;

    public override void WriteJson(ref JsonValueWriter writer, Half value)
    {
        if (!Half.IsFinite(value))
        {
            // Says what is wrong.
            writer.WriteSingle((float)value);
            return;
        }

        Span<byte> text = stackalloc byte[MaxLength];
        value.TryFormat(text, out int length, default, CultureInfo.InvariantCulture);
        writer.WriteRaw(text[..length]);
    }

    public override Half ReadJson(ref JsonValueReader reader)
        => Half.TryParse(reader.ReadNumberText(), NumberStyles.Float, CultureInfo.InvariantCulture, out Half value) && Half.IsFinite(value)
            ? value
            : throw reader.Failure(Expected);

    public override void WriteMessagePack(ref MessagePackValueWriter writer, Half value) => writer.WriteSingle((float)value);

    public override Half ReadMessagePack(ref MessagePackValueReader reader)
    {
        float single = reader.ReadSingle();
        Half value = (Half)single;
        return Half.IsInfinity(value) && float.IsFinite(single) ? throw reader.Failure(Expected) : value;
    }
}

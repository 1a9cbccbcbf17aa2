using System.Diagnostics;
using System.Globalization;
using System.Numerics;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace TypedWs.CompilerServices;

/// <summary>Numbers under <see cref="JsonNumberHandlingAttribute"/>. It concerns JSON alone.</summary>
internal sealed class NumberHandlingCodec<T>(ValueCodec<T> inner, JsonNumberHandling handling) : ValueCodec<T>
    where T : struct, INumberBase<T>
{
    // A 128-bit integer has 40 characters at most, a double 24.
    private const int LongestNumber = 64;

    private readonly bool _readsStrings = handling.HasFlag(JsonNumberHandling.AllowReadingFromString);
    private readonly bool _writesStrings = handling.HasFlag(JsonNumberHandling.WriteAsString);
    private readonly bool _hasLiterals = handling.HasFlag(JsonNumberHandling.AllowNamedFloatingPointLiterals);

    public override void WriteJson(ref JsonValueWriter writer, T value)
    {
        if (_hasLiterals && !T.IsFinite(value))
        {
            writer.WritePlain(T.IsNaN(value) ? "NaN"u8 : T.IsPositive(value) ? "Infinity"u8 : "-Infinity"u8);
        }
        else if (_writesStrings && T.IsFinite(value))
        {
            Span<byte> text = stackalloc byte[LongestNumber];
            bool fits = value.TryFormat(text, out int length, default, CultureInfo.InvariantCulture);
            Debug.Assert(fits, "No number is longer.");
            writer.WritePlain(text[..length]);
        }
        else
        {
            inner.WriteJson(ref writer, value);
        }
    }

    public override T ReadJson(ref JsonValueReader reader)
    {
        if (reader.Peek() == JsonTokenType.String)
        {
            if (_hasLiterals && FindLiteral(ref reader) is { } literal)
            {
                reader.Skip();
                return literal;
            }

            if (!_readsStrings)
            {
                throw reader.Unexpected("a number");
            }
        }

        return inner.ReadJson(ref reader);
    }

    public override void WriteMessagePack(ref MessagePackValueWriter writer, T value) => inner.WriteMessagePack(ref writer, value);

    public override T ReadMessagePack(ref MessagePackValueReader reader) => inner.ReadMessagePack(ref reader);

    private static T? FindLiteral(ref JsonValueReader reader)
    {
        if (reader.IsText("NaN"u8))
        {
            return T.CreateChecked(double.NaN);
        }

        if (reader.IsText("Infinity"u8))
        {
            return T.CreateChecked(double.PositiveInfinity);
        }

        return reader.IsText("-Infinity"u8) ? T.CreateChecked(double.NegativeInfinity) : null;
    }
}

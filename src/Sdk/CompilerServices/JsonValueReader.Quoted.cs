using System.Buffers;
using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace TypedWs.CompilerServices;

/// <content>Numbers in strings: what System.Text.Json reads with its web defaults, and writes where it is told to.</content>
public ref partial struct JsonValueReader
{
    // The longest number: a double in full has 17 digits, sign and exponent; a 128-bit integer 40 characters. Longer ones are no number of ours.
    private const int NumberScratch = 128;

    private static readonly SearchValues<byte> NumberCharacters = SearchValues.Create("+-0123456789.eE"u8);

    /// <summary>Reads a number where the next value, on which the reader stands, is something else: a number in quotes, or a mistake.</summary>
    /// <param name="min">The least value of the type.</param>
    /// <param name="max">The greatest value of the type.</param>
    private T ReadQuoted<T>(T min, T max)
        where T : struct, INumberBase<T>, IFormattable
    {
        if (_json.TokenType != JsonTokenType.String)
        {
            throw Unexpected("a number");
        }

        Span<byte> scratch = stackalloc byte[NumberScratch];
        ReadOnlySpan<byte> text = scratch[..CopyText(scratch)];

        // Names such as NaN would be parsed, too, but are no numbers here.
        if (text.IsEmpty || text.ContainsAnyExcept(NumberCharacters))
        {
            throw Unexpected("a number");
        }

        bool isInteger = !IsFractional<T>();
        NumberStyles styles = isInteger ? NumberStyles.AllowLeadingSign : NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        if (T.TryParse(text, styles, CultureInfo.InvariantCulture, out T value) && T.IsFinite(value))
        {
            return value;
        }

        throw isInteger ? NotInteger(min, max) : OutOfRange(min, max);
    }

    private static bool IsFractional<T>() => typeof(T) == typeof(float) || typeof(T) == typeof(double) || typeof(T) == typeof(decimal) || typeof(T) == typeof(Half);
}

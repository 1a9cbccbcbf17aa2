using System.Globalization;
using System.Numerics;

namespace TypedWs.CompilerServices;

/// <summary>Integers as names in JSON: their decimal digits.</summary>
internal static class IntegerName
{
    // The longest is that of a negative Int128.
    private const int MaxLength = 40;

    internal static void Write<T>(ref JsonValueWriter writer, T key)
        where T : IBinaryInteger<T>
    {
        Span<byte> text = stackalloc byte[MaxLength];
        key.TryFormat(text, out int length, default, CultureInfo.InvariantCulture);
        writer.WritePlainName(text[..length]);
    }

    internal static T Read<T>(ref JsonValueReader reader, string name)
        where T : IBinaryInteger<T>, IMinMaxValue<T>
        => T.TryParse(name, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out T? key)
            ? key
            : throw reader.Failure(
                string.Create(CultureInfo.InvariantCulture, $"expected a whole number from {T.MinValue} to {T.MaxValue} as key, but it is none"));
}

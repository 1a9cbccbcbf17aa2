using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace TypedWs.CompilerServices;

public ref partial struct JsonValueReader
{
    /// <summary>Reads an ISO 8601 date and time, with or without offset.</summary>
    /// <returns>The value; its kind follows from the offset.</returns>
    /// <exception cref="PayloadException">It is something else.</exception>
    public DateTime ReadDateTime()
    {
        const string Expected = "a date and time as in ISO 8601";
        ExpectText(Expected);
        return IsoDate.TryParse(_json.ValueSpan, out DateTime value) || _json.TryGetDateTime(out value) ? value : throw Invalid(Expected);
    }

    /// <summary>Reads an ISO 8601 date and time with offset.</summary>
    /// <returns>The value.</returns>
    /// <exception cref="PayloadException">It is something else.</exception>
    public DateTimeOffset ReadDateTimeOffset()
    {
        const string Expected = "a date and time with offset as in ISO 8601";
        ExpectText(Expected);
        return IsoDate.TryParse(_json.ValueSpan, out DateTimeOffset value) || _json.TryGetDateTimeOffset(out value) ? value : throw Invalid(Expected);
    }

    /// <summary>Reads a time span such as <c>1.02:03:04.5</c> (days, hours, minutes, seconds).</summary>
    /// <returns>The value.</returns>
    /// <exception cref="PayloadException">It is something else.</exception>
    public TimeSpan ReadTimeSpan()
    {
        const string Expected = "a time span such as 1.02:03:04.5";
        ExpectString(Expected);
        Span<byte> scratch = stackalloc byte[TextScratch];
        return TryParseTimeSpan(scratch[..CopyText(scratch)], out TimeSpan value) ? value : throw Invalid(Expected);
    }

    /// <summary>Reads a date such as <c>2025-12-31</c>.</summary>
    /// <returns>The value.</returns>
    /// <exception cref="PayloadException">It is something else.</exception>
    public DateOnly ReadDateOnly()
    {
        const string Expected = "a date such as 2025-12-31";
        ExpectString(Expected);
        Span<byte> scratch = stackalloc byte[TextScratch];
        ReadOnlySpan<byte> text = scratch[..CopyText(scratch)];
        Span<char> characters = stackalloc char["yyyy-MM-dd".Length];
        return text.Length == characters.Length
            && Ascii.ToUtf16(text, characters, out _) == OperationStatus.Done
            && DateOnly.TryParseExact(characters, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly value)
                ? value
                : throw Invalid(Expected);
    }

    /// <summary>Reads a time of day such as <c>23:59:58.5</c>.</summary>
    /// <returns>The value.</returns>
    /// <exception cref="PayloadException">It is something else.</exception>
    public TimeOnly ReadTimeOnly()
    {
        const string Expected = "a time of day such as 23:59:58.5";
        ExpectString(Expected);
        Span<byte> scratch = stackalloc byte[TextScratch];
        return TryParseTimeSpan(scratch[..CopyText(scratch)], out TimeSpan value) && value >= TimeSpan.Zero && value.Ticks < TimeSpan.TicksPerDay
            ? TimeOnly.FromTimeSpan(value)
            : throw Invalid(Expected);
    }

    // The parser alone would also take leading white space, which is not of the format.
    private static bool TryParseTimeSpan(ReadOnlySpan<byte> text, out TimeSpan value)
    {
        value = default;
        return text.Length > 0
            && (text[0] == (byte)'-' || char.IsAsciiDigit((char)text[0]))
            && Utf8Parser.TryParse(text, out value, out int consumed, 'c')
            && consumed == text.Length;
    }
}

namespace TypedWs.CompilerServices;

/// <summary>Reads dates in the form in which they are written here, <c>2025-12-31T23:59:58.5+01:00</c>; all others are left to the library.</summary>
internal static class IsoDate
{
    private const int SecondsEnd = 19;
    private const int FractionDigits = 7;

    /// <summary>Reads a date and time with offset.</summary>
    /// <returns>False if the library has to look at it.</returns>
    internal static bool TryParse(ReadOnlySpan<byte> text, out DateTimeOffset value)
    {
        value = default;
        if (!TryParseLocal(text, out long ticks, out ReadOnlySpan<byte> offset) || !TryParseOffset(offset, out int minutes))
        {
            return false;
        }

        long utc = ticks - (minutes * TimeSpan.TicksPerMinute);
        if (utc < 0 || utc > DateTime.MaxValue.Ticks)
        {
            return false;
        }

        value = new DateTimeOffset(ticks, TimeSpan.FromMinutes(minutes));
        return true;
    }

    /// <summary>Reads a date and time in UTC or without offset.</summary>
    /// <returns>False if the library has to look at it.</returns>
    internal static bool TryParse(ReadOnlySpan<byte> text, out DateTime value)
    {
        value = default;
        if (!TryParseLocal(text, out long ticks, out ReadOnlySpan<byte> offset) || offset is not ([] or [(byte)'Z']))
        {
            return false;
        }

        value = new DateTime(ticks, offset.IsEmpty ? DateTimeKind.Unspecified : DateTimeKind.Utc);
        return true;
    }

    private static bool TryParseLocal(ReadOnlySpan<byte> text, out long ticks, out ReadOnlySpan<byte> offset)
    {
        ticks = 0;
        offset = default;
        if (text.Length < SecondsEnd || text[4] != '-' || text[7] != '-' || text[10] != 'T' || text[13] != ':' || text[16] != ':')
        {
            return false;
        }

        int year = (ParseTwo(text) * 100) + ParseTwo(text[2..]);
        int month = ParseTwo(text[5..]);
        int day = ParseTwo(text[8..]);
        int hour = ParseTwo(text[11..]);
        int minute = ParseTwo(text[14..]);
        int second = ParseTwo(text[17..]);
        if (year is < 1 or > 9999 || month is < 1 or > 12 || hour > 23 || minute > 59 || second > 59)
        {
            return false;
        }

        if (day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            return false;
        }

        ticks = new DateTime(year, month, day, hour, minute, second).Ticks;
        offset = text[SecondsEnd..];
        return offset is not [(byte)'.', ..] || TryAddFraction(ref offset, ref ticks);
    }

    private static bool TryAddFraction(ref ReadOnlySpan<byte> text, ref long ticks)
    {
        int fraction = 0;
        int count = 0;
        for (text = text[1..]; text is [>= (byte)'0' and <= (byte)'9', ..]; text = text[1..])
        {
            fraction = (fraction * 10) + (text[0] - '0');
            if (++count > FractionDigits)
            {
                return false;
            }
        }

        if (count == 0)
        {
            return false;
        }

        for (; count < FractionDigits; count++)
        {
            fraction *= 10;
        }

        ticks += fraction;
        return true;
    }

    private static bool TryParseOffset(ReadOnlySpan<byte> text, out int minutes)
    {
        minutes = 0;
        if (text is [(byte)'Z'])
        {
            return true;
        }

        if (text is not [(byte)'+' or (byte)'-', _, _, (byte)':', _, _])
        {
            return false;
        }

        int hour = ParseTwo(text[1..]);
        int minute = ParseTwo(text[4..]);
        minutes = (hour * 60) + minute;
        minutes = text[0] == '-' ? -minutes : minutes;
        return hour < 14 && minute < 60;
    }

    /// <summary>The number of two digits; far beyond any that is allowed, if they are none.</summary>
    private static int ParseTwo(ReadOnlySpan<byte> text)
    {
        uint tens = (uint)(text[0] - '0');
        uint ones = (uint)(text[1] - '0');
        return tens <= 9 && ones <= 9 ? (int)((tens * 10) + ones) : 1_000_000;
    }
}

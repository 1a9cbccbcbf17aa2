using System.Buffers.Text;
using System.Diagnostics;
using System.Globalization;

namespace TypedWs.CompilerServices;

public ref partial struct JsonValueWriter
{
    // 2025-12-31T23:59:58.1234567+01:00
    private const int MaxDate = 33;
    private const int SecondsEnd = 19;
    private const int FractionEnd = 27;

    /// <summary>Writes a date and time as in ISO 8601.</summary>
    /// <param name="value">The value.</param>
    public void WriteDateTime(DateTime value)
    {
        Span<byte> bytes = BeginString(MaxDate, out int start);
        bool fits = Utf8Formatter.TryFormat(value, bytes[start..], out int length, 'O');
        Debug.Assert(fits, "The longest date has 33 characters.");
        EndString(bytes, start + TrimFraction(bytes.Slice(start, length)));
    }

    /// <summary>Writes a date and time with offset as in ISO 8601.</summary>
    /// <param name="value">The value.</param>
    public void WriteDateTimeOffset(DateTimeOffset value)
    {
        Span<byte> bytes = BeginString(MaxDate, out int start);
        bool fits = Utf8Formatter.TryFormat(value, bytes[start..], out int length, 'O');
        Debug.Assert(fits, "The longest date has 33 characters.");
        EndString(bytes, start + TrimFraction(bytes.Slice(start, length)));
    }

    /// <summary>Writes a time span such as <c>1.02:03:04.5000000</c>.</summary>
    /// <param name="value">The value.</param>
    public void WriteTimeSpan(TimeSpan value)
    {
        const int MaxTimeSpan = 26;
        Span<byte> bytes = BeginString(MaxTimeSpan, out int start);
        bool fits = Utf8Formatter.TryFormat(value, bytes[start..], out int length, 'c');
        Debug.Assert(fits, "The longest time span has 26 characters.");
        EndString(bytes, start + length);
    }

    /// <summary>Writes a date such as <c>2025-12-31</c>.</summary>
    /// <param name="value">The value.</param>
    public void WriteDateOnly(DateOnly value)
    {
        const int Length = 10;
        Span<byte> bytes = BeginString(Length, out int start);
        bool fits = value.TryFormat(bytes[start..], out _, "O", CultureInfo.InvariantCulture);
        Debug.Assert(fits, "A date has 10 characters.");
        EndString(bytes, start + Length);
    }

    /// <summary>Writes a time of day such as <c>23:59:58.5000000</c>.</summary>
    /// <param name="value">The value.</param>
    public void WriteTimeOnly(TimeOnly value) => WriteTimeSpan(value.ToTimeSpan());

    /// <summary>Takes the zeros off the end of the fraction, as System.Text.Json does, and its point, if nothing is left.</summary>
    /// <returns>The new length.</returns>
    private static int TrimFraction(Span<byte> date)
    {
        int end = FractionEnd;
        while (date[end - 1] == '0')
        {
            end--;
        }

        if (end == SecondsEnd + 1)
        {
            end = SecondsEnd;
        }

        date[FractionEnd..].CopyTo(date[end..]);
        return end + date.Length - FractionEnd;
    }
}

namespace TypedWs.CompilerServices;

public ref partial struct MessagePackValueWriter
{
    /// <summary>Writes a date and time as MessagePack's timestamp, in UTC.</summary>
    /// <param name="value">The value; an unspecified kind counts as UTC.</param>
    public void WriteDateTime(DateTime value) => _messagePack.Write(value);

    /// <summary>Writes an array of the local date and time, as a timestamp, and the offset in minutes.</summary>
    /// <param name="value">The value.</param>
    public void WriteDateTimeOffset(DateTimeOffset value)
    {
        // MessagePack-CSharp calls the local time UTC here; so do we, to be understood.
        _messagePack.WriteArrayHeader(2);
        _messagePack.Write(new DateTime(value.Ticks, DateTimeKind.Utc));
        _messagePack.Write((short)value.TotalOffsetMinutes);
    }

    /// <summary>Writes a time span in ticks of 100 ns.</summary>
    /// <param name="value">The value.</param>
    public void WriteTimeSpan(TimeSpan value) => _messagePack.Write(value.Ticks);

    /// <summary>Writes a date as the number of days since 0001-01-01.</summary>
    /// <param name="value">The value.</param>
    public void WriteDateOnly(DateOnly value) => _messagePack.Write(value.DayNumber);

    /// <summary>Writes a time of day in ticks of 100 ns.</summary>
    /// <param name="value">The value.</param>
    public void WriteTimeOnly(TimeOnly value) => _messagePack.Write(value.Ticks);
}

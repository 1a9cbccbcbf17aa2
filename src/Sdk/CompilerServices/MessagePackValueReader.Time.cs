using System.Buffers.Binary;
using MessagePack;

namespace TypedWs.CompilerServices;

public ref partial struct MessagePackValueReader
{
    private const string Timestamp = "a timestamp of the years 1 to 9999";

    /// <summary>Reads a date and time from MessagePack's timestamp.</summary>
    /// <returns>The value in UTC.</returns>
    /// <exception cref="PayloadException">It is something else, or out of range.</exception>
    public DateTime ReadDateTime()
    {
        if (NextType() != MessagePackType.Extension)
        {
            throw Unexpected("a timestamp");
        }

        int length = ReadExtensionLength(out sbyte type);
        ReadOnlySpan<byte> timestamp = Take(length);
        if (type != ReservedMessagePackExtensionTypeCode.DateTime)
        {
            throw Invalid(Timestamp);
        }

        switch (length)
        {
            case 4:
                return FromTimestamp(BinaryPrimitives.ReadUInt32BigEndian(timestamp), nanoseconds: 0);
            case 8:
                ulong both = BinaryPrimitives.ReadUInt64BigEndian(timestamp);
                return FromTimestamp((long)(both & ((1UL << 34) - 1)), (uint)(both >> 34));
            case 12:
                return FromTimestamp(BinaryPrimitives.ReadInt64BigEndian(timestamp[4..]), BinaryPrimitives.ReadUInt32BigEndian(timestamp));
            default:
                throw Invalid(Timestamp);
        }
    }

    /// <summary>Reads an array of the local date and time, as a timestamp, and the offset in minutes.</summary>
    /// <returns>The value.</returns>
    /// <exception cref="PayloadException">It is something else, or out of range.</exception>
    public DateTimeOffset ReadDateTimeOffset()
    {
        const string Expected = "an array of a timestamp and an offset in minutes";
        if (NextType() != MessagePackType.Array)
        {
            throw Unexpected(Expected);
        }

        if (ReadArrayLength() != 2)
        {
            throw Invalid(Expected);
        }

        DateTime local = ReadDateTime();
        short offset = ReadInt16();
        try
        {
            return new DateTimeOffset(local.Ticks, TimeSpan.FromMinutes(offset));
        }
        catch (ArgumentException)
        {
            throw Invalid("a date and time with an offset of 14 hours at most");
        }
    }

    /// <summary>Reads a time span in ticks of 100 ns.</summary>
    /// <returns>The value.</returns>
    /// <exception cref="PayloadException">It is something else.</exception>
    public TimeSpan ReadTimeSpan() => new(ReadInt64());

    /// <summary>Reads a date from the number of days since 0001-01-01.</summary>
    /// <returns>The value.</returns>
    /// <exception cref="PayloadException">It is something else, or out of range.</exception>
    public DateOnly ReadDateOnly() => DateOnly.FromDayNumber((int)ReadInteger(DateOnly.MinValue.DayNumber, DateOnly.MaxValue.DayNumber));

    /// <summary>Reads a time of day in ticks of 100 ns.</summary>
    /// <returns>The value.</returns>
    /// <exception cref="PayloadException">It is something else, or out of range.</exception>
    public TimeOnly ReadTimeOnly() => new(ReadInteger(TimeOnly.MinValue.Ticks, TimeOnly.MaxValue.Ticks));

    private DateTime FromTimestamp(long seconds, uint nanoseconds)
    {
        const long FirstSecond = -62_135_596_800;
        const long LastSecond = 253_402_300_799;
        if (seconds is < FirstSecond or > LastSecond)
        {
            throw Invalid(Timestamp);
        }

        long ticks = DateTime.UnixEpoch.Ticks + (seconds * TimeSpan.TicksPerSecond) + (nanoseconds / TimeSpan.NanosecondsPerTick);
        return ticks <= DateTime.MaxValue.Ticks ? new DateTime(ticks, DateTimeKind.Utc) : throw Invalid(Timestamp);
    }
}

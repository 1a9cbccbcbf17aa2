using System.Buffers.Binary;
using MessagePack;

namespace TypedWs.CompilerServices;

public ref partial struct MessagePackValueWriter
{
    // The extension type of MessagePack's timestamp, −1, as a byte.
    private const byte TimestampType = 0xff;

    /// <summary>Writes a date and time as MessagePack's timestamp, in UTC.</summary>
    /// <param name="value">The value; an unspecified kind counts as UTC.</param>
    public void WriteDateTime(DateTime value)
        => WriteTimestamp(value.Kind == DateTimeKind.Local ? value.ToUniversalTime().Ticks : value.Ticks);

    /// <summary>Writes an array of the local date and time, as a timestamp, and the offset in minutes.</summary>
    /// <param name="value">The value.</param>
    public void WriteDateTimeOffset(DateTimeOffset value)
    {
        // MessagePack-CSharp calls the local time UTC here; so do we, to be understood.
        _output.Write(MessagePackCode.MinFixArray | 2);
        WriteTimestamp(value.Ticks);
        WriteInt16((short)value.TotalOffsetMinutes);
    }

    /// <summary>Writes a time span in ticks of 100 ns.</summary>
    /// <param name="value">The value.</param>
    public void WriteTimeSpan(TimeSpan value) => WriteInt64(value.Ticks);

    /// <summary>Writes a date as the number of days since 0001-01-01.</summary>
    /// <param name="value">The value.</param>
    public void WriteDateOnly(DateOnly value) => WriteInt32(value.DayNumber);

    /// <summary>Writes a time of day in ticks of 100 ns.</summary>
    /// <param name="value">The value.</param>
    public void WriteTimeOnly(TimeOnly value) => WriteInt64(value.Ticks);

    /// <summary>Writes the shortest of the timestamp's three forms.</summary>
    private void WriteTimestamp(long ticks)
    {
        (long sinceYear1, long rest) = Math.DivRem(ticks, TimeSpan.TicksPerSecond);
        long seconds = sinceYear1 - (DateTime.UnixEpoch.Ticks / TimeSpan.TicksPerSecond);
        uint nanoseconds = (uint)(rest * TimeSpan.NanosecondsPerTick);
        Span<byte> bytes = _output.Reserve(15);
        if (seconds >> 34 != 0)
        {
            bytes[0] = MessagePackCode.Ext8;
            bytes[1] = 12;
            bytes[2] = TimestampType;
            BinaryPrimitives.WriteUInt32BigEndian(bytes[3..], nanoseconds);
            BinaryPrimitives.WriteInt64BigEndian(bytes[7..], seconds);
            _output.Advance(15);
        }
        else if (nanoseconds != 0 || seconds > uint.MaxValue)
        {
            bytes[0] = MessagePackCode.FixExt8;
            bytes[1] = TimestampType;
            BinaryPrimitives.WriteUInt64BigEndian(bytes[2..], ((ulong)nanoseconds << 34) | (ulong)seconds);
            _output.Advance(10);
        }
        else
        {
            bytes[0] = MessagePackCode.FixExt4;
            bytes[1] = TimestampType;
            BinaryPrimitives.WriteUInt32BigEndian(bytes[2..], (uint)seconds);
            _output.Advance(6);
        }
    }
}

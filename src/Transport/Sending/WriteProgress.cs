namespace TypedWs.Transport;

/// <summary>
/// When the stream last took bytes, and since when a write is under way. Written by the one thread that writes at a time, read by the timer:
/// each field is a single word, and a value that is a moment old only moves a deadline by that moment.
/// </summary>
internal sealed class WriteProgress(TimeProvider time)
{
    // A moment ago: a connection's first message is not part of a burst.
    private long _lastWritten = time.GetTimestamp() - time.TimestampFrequency / 1000;
    private long _writingSince;

    /// <summary>The timestamp of the last completed write.</summary>
    public long LastWritten => Volatile.Read(ref _lastWritten);

    /// <summary>The timestamp at which the present write began, or 0 when there is none.</summary>
    public long WritingSince => Volatile.Read(ref _writingSince);

    public void Writing() => Volatile.Write(ref _writingSince, Math.Max(time.GetTimestamp(), 1));

    /// <returns>How long the write took.</returns>
    public TimeSpan Written()
    {
        long began = _writingSince;
        long now = time.GetTimestamp();
        Volatile.Write(ref _writingSince, 0);
        Volatile.Write(ref _lastWritten, now);
        return time.GetElapsedTime(began, now);
    }
}

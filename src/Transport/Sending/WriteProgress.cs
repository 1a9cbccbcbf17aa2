namespace TypedWs.Transport;

/// <summary>
/// When the stream last took bytes, and since when it owes an answer. Written by the one thread that writes at a time, read by the timer:
/// each field is a single word, and a value that is a moment old only moves a deadline by that moment.
/// </summary>
internal sealed class WriteProgress(TimeProvider time)
{
    private long _lastWritten = time.GetTimestamp();
    private long _waitingSince;

    /// <summary>The timestamp of the last completed write.</summary>
    public long LastWritten => Volatile.Read(ref _lastWritten);

    /// <summary>The timestamp at which the pending write began, or 0 when none is pending.</summary>
    public long WaitingSince => Volatile.Read(ref _waitingSince);

    public void Waiting() => Volatile.Write(ref _waitingSince, Math.Max(time.GetTimestamp(), 1));

    public void Written()
    {
        Volatile.Write(ref _waitingSince, 0);
        Volatile.Write(ref _lastWritten, time.GetTimestamp());
    }
}

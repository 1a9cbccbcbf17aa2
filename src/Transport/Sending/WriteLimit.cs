namespace TypedWs.Transport;

/// <summary>
/// How much one write may carry. A stream tells nothing of progress inside a write, and a ping has to wait for its end, so a write is to be short in time:
/// it begins small, and doubles while writes are quick. Used by the one thread that writes at a time.
/// </summary>
internal struct WriteLimit
{
    /// <summary>A slow link moves this much well within the time after which a write counts as stalled.</summary>
    public const int Smallest = 128 * 1024;

    // From here on a larger write saves nothing that could be measured.
    public const int Largest = 1024 * 1024;

    private static readonly TimeSpan Quick = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan Slow = TimeSpan.FromMilliseconds(50);

    public WriteLimit()
    {
    }

    /// <summary>Bytes to write at once, at most.</summary>
    public int Bytes { get; private set; } = Smallest;

    /// <summary>Learns from a write.</summary>
    /// <param name="length">What it carried.</param>
    /// <param name="elapsed">What it took.</param>
    public void Learn(int length, TimeSpan elapsed)
    {
        if (elapsed >= Slow)
            Bytes = Smallest;
        else if (elapsed <= Quick && length > Bytes / 2)
            Bytes = Math.Min(Bytes * 2, Largest);
    }
}

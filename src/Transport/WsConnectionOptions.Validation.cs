namespace TypedWs.Transport;

public sealed partial class WsConnectionOptions
{
    // Below it the headers would weigh as much as what they carry.
    internal const int LeastMaxFrameSize = 128;

    /// <summary>A copy that nobody changes any more.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range; the message names it.</exception>
    internal WsConnectionOptions Validated()
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxMessageSize);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxFrameSize, LeastMaxFrameSize);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(SendHighWaterMark);
        ArgumentOutOfRangeException.ThrowIfLessThan(SendHardLimit, SendHighWaterMark);
        ArgumentNullException.ThrowIfNull(TimeProvider);
        ThrowIfNoTime(WriteStallTimeout, nameof(WriteStallTimeout));
        ThrowIfNoTime(PingInterval, nameof(PingInterval));
        ThrowIfNoTime(PongTimeout, nameof(PongTimeout));
        ThrowIfNoTime(CloseTimeout, nameof(CloseTimeout));
        var copy = (WsConnectionOptions)MemberwiseClone();
        copy.Compression = Compression?.Validated();
        return copy;
    }

    private static void ThrowIfNoTime(TimeSpan value, string name)
    {
        if (value <= TimeSpan.Zero && value != Timeout.InfiniteTimeSpan)
            throw new ArgumentOutOfRangeException(name, value, "The time must be positive, or Timeout.InfiniteTimeSpan for no limit.");
    }
}

using System.Buffers;

namespace TypedWs.Transport;

public sealed partial class WsConnectionOptions
{
    // Below it the headers would weigh as much as what they carry.
    internal const int LeastMaxFrameSize = 128;

    // The last copy that holds nothing of the application's: connections with the same limits, which are most of a process, share it. Written and read by any thread.
    private static volatile WsConnectionOptions? s_shared;

    // The last copy of these options; a copy has none. Written and read by any thread.
    private volatile WsConnectionOptions? _copy;

    private bool HoldsNothingForeign => Compression is null && TimeProvider == TimeProvider.System && BufferPool == ArrayPool<byte>.Shared;

    /// <summary>A copy that nobody changes any more; the same for each connection as long as the values are.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range; the message names it.</exception>
    internal WsConnectionOptions Validated()
    {
        if (_copy is { } own && own.HasValuesOf(this))
            return own;
        if (s_shared is { } shared && shared.HasValuesOf(this))
            return _copy = shared;

        WsConnectionOptions copy = Copy();
        if (copy.HoldsNothingForeign)
            s_shared = copy;
        return _copy = copy;
    }

    private WsConnectionOptions Copy()
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
        copy._copy = null;
        return copy;
    }

    private bool HasValuesOf(WsConnectionOptions other)
        => MaxMessageSize == other.MaxMessageSize
            && MaxFrameSize == other.MaxFrameSize
            && SendHighWaterMark == other.SendHighWaterMark
            && SendHardLimit == other.SendHardLimit
            && WriteStallTimeout == other.WriteStallTimeout
            && PingInterval == other.PingInterval
            && PongTimeout == other.PongTimeout
            && CloseTimeout == other.CloseTimeout
            && TimeProvider == other.TimeProvider
            && BufferPool == other.BufferPool
            && (Compression is null ? other.Compression is null : other.Compression is not null && Compression.HasValuesOf(other.Compression));

    private static void ThrowIfNoTime(TimeSpan value, string name)
    {
        if (value <= TimeSpan.Zero && value != Timeout.InfiniteTimeSpan)
            throw new ArgumentOutOfRangeException(name, value, "The time must be positive, or Timeout.InfiniteTimeSpan for no limit.");
    }
}

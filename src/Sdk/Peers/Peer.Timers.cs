namespace TypedWs.Peers;

/// <content>The two timers of a conversation, each made by the first who needs it.</content>
public sealed partial class Peer
{
    private static readonly TimeSpan TimerPeriod = TimeSpan.FromMilliseconds(100);

    private CallTimer? _callTimer; // See Made.
    private StreamTimer? _streamTimer; // Likewise.

    private CoarseTimer TimerOfCalls => Volatile.Read(ref _callTimer) ?? Usable(Made(ref _callTimer, new CallTimer(this)));

    private CoarseTimer TimerOfStreams => Volatile.Read(ref _streamTimer) ?? Usable(Made(ref _streamTimer, new StreamTimer(this)));

    /// <summary>The end may have looked for timers before this one was made; see <see cref="OnClosed"/>.</summary>
    private CoarseTimer Usable(CoarseTimer timer)
    {
        if (HasEnded)
            timer.Dispose();
        return timer;
    }

    private static TimeSpan IdlePeriod(TimeSpan limit)
    {
        if (limit == Timeout.InfiniteTimeSpan)
            return limit;
        return limit / 10 > TimerPeriod ? limit / 10 : TimerPeriod;
    }

    /// <summary>Ticks while a call has a deadline.</summary>
    private sealed class CallTimer(Peer peer) : CoarseTimer(peer._options.TimeProvider, TimerPeriod)
    {
        protected override bool IsNeeded => peer._calls is { TimedCount: > 0 };

        protected override void OnTick(long tick) => peer.OnTick(tick);
    }

    /// <summary>Ticks ten times in the time for which a stream may be idle, while there are streams, or calls, which may be a stream's.</summary>
    private sealed class StreamTimer(Peer peer) : CoarseTimer(peer._options.TimeProvider, IdlePeriod(peer._options.StreamIdleTimeout))
    {
        protected override bool IsNeeded => peer._streams is { Count: > 0 } || peer._calls is { Count: > 0 };

        protected override void OnTick(long tick) => peer.OnIdleTick(tick);
    }
}

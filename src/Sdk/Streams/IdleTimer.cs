namespace TypedWs.Streams;

/// <summary>
/// One coarse timer for all streams of a conversation: it ticks ten times in the limit while there are any, and stops by itself when a tick finds none.
/// Thread-safe: <see cref="_gate"/> guards whether it runs.
/// </summary>
/// <param name="timeProvider">The clock.</param>
/// <param name="limit">How long a stream may be idle, or infinite.</param>
/// <param name="hasStreams">Whether anything is watched.</param>
/// <param name="onTick">Gets the tick whose deadlines have passed.</param>
internal sealed class IdleTimer(TimeProvider timeProvider, TimeSpan limit, Func<bool> hasStreams, Action<long> onTick) : IDisposable
{
    private static readonly TimeSpan ShortestPeriod = TimeSpan.FromMilliseconds(100);

    private readonly Lock _gate = new();
    private readonly TimeSpan _period = limit / 10 > ShortestPeriod ? limit / 10 : ShortestPeriod;
    private ITimer? _timer;
    private bool _isRunning;
    private bool _isDisposed;
    private long _tick;

    /// <summary>The tick after which a stream that was last used now has been idle for too long.</summary>
    public long Deadline => IsOff ? long.MaxValue : Volatile.Read(ref _tick) + (long)Math.Ceiling(limit / _period);

    private bool IsOff => limit == Timeout.InfiniteTimeSpan;

    /// <summary>Makes the timer tick. Cheap while it does.</summary>
    public void EnsureRunning()
    {
        if (IsOff || Volatile.Read(ref _isRunning))
            return;

        lock (_gate)
        {
            if (_isRunning || _isDisposed)
                return;

            _timer ??= CreateTimer();
            _timer.Change(_period, _period);
            Volatile.Write(ref _isRunning, true);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
            _timer?.Dispose();
        }
    }

    private ITimer CreateTimer()
    {
        // A timer must not carry the context of whoever opened the first stream.
        using (ExecutionContext.SuppressFlow())
            return timeProvider.CreateTimer(static timer => ((IdleTimer)timer!).OnTick(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    private void OnTick()
    {
        long due;
        lock (_gate)
        {
            if (_isDisposed)
                return;

            // A stream that is opened at this moment saw the timer run, or starts it again: it is added before it looks.
            if (!hasStreams())
            {
                Volatile.Write(ref _isRunning, false);
                Interlocked.MemoryBarrier();
                if (!hasStreams())
                {
                    _timer!.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
                    return;
                }

                Volatile.Write(ref _isRunning, true);
            }

            Volatile.Write(ref _tick, _tick + 1);
            due = _tick - 1;
        }

        onTick(due);
    }
}

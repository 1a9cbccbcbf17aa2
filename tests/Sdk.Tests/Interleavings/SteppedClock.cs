namespace TypedWs.Tests.Interleavings;

/// <summary>
/// A clock that passes time on the thread that says so, from one due timer to the next, and runs their callbacks there. A fake clock whose callbacks run in whatever
/// thread sets a timer can fall behind its own time, and then runs timers ahead of what has just begun. Thread-safe; <see cref="Advance"/> is called by one thread
/// at a time. <see cref="_gate"/> guards everything, and is not held during callbacks.
/// </summary>
internal sealed class SteppedClock : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<Timer> _timers = [];
    private long _now;

    /// <summary>The time that has passed.</summary>
    public TimeSpan Elapsed => TimeSpan.FromTicks(GetTimestamp());

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Volatile.Read(ref _now);

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch + Elapsed;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    public void Advance(TimeSpan time)
    {
        long end = GetTimestamp() + time.Ticks;
        while (TakeDue(end) is { } timer)
            timer.Run();
        Volatile.Write(ref _now, end);
    }

    private Timer? TakeDue(long end)
    {
        lock (_gate)
        {
            if (_timers.MinBy(static timer => timer.Due) is not { } next || next.Due > end)
                return null;

            Volatile.Write(ref _now, Math.Max(_now, next.Due));
            next.Rearm();
            return next;
        }
    }

    private sealed class Timer(SteppedClock clock, TimerCallback callback, object? state) : ITimer
    {
        private long _period;

        public long Due { get; private set; } = long.MaxValue;

        public void Run() => callback(state);

        public void Rearm() => Due = _period > 0 ? Due + _period : long.MaxValue;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._gate)
            {
                Due = dueTime < TimeSpan.Zero ? long.MaxValue : clock._now + dueTime.Ticks;
                _period = period.Ticks;
                clock._timers.Remove(this);
                clock._timers.Add(this);
            }

            return true;
        }

        public void Dispose()
        {
            lock (clock._gate)
                clock._timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}

namespace TypedWs.Peers;

/// <summary>
/// One coarse timer for many deadlines: it ticks while there are any, and stops by itself when a tick finds none. The ticks that it has counted are its clock.
/// Thread-safe: its own lock, which nobody else takes, guards whether it runs.
/// </summary>
/// <param name="timeProvider">The clock.</param>
/// <param name="period">The time between two ticks; infinite for a timer that never ticks.</param>
internal abstract class CoarseTimer(TimeProvider timeProvider, TimeSpan period) : IDisposable
{
    private ITimer? _timer;
    private bool _isRunning;
    private bool _isDisposed;
    private long _tick;

    /// <summary>The tick after which what begins now has taken too long; <see cref="long.MaxValue"/> for never.</summary>
    public long DeadlineAfter(TimeSpan timeout)
        => timeout == Timeout.InfiniteTimeSpan ? long.MaxValue : Volatile.Read(ref _tick) + ((timeout.Ticks - 1) / period.Ticks) + 1;

    /// <summary>Makes the timer tick. Called after something with a deadline was added; cheap while it ticks.</summary>
    public void EnsureRunning()
    {
        if (period == Timeout.InfiniteTimeSpan || Volatile.Read(ref _isRunning))
            return;

        lock (this)
        {
            if (_isRunning || _isDisposed)
                return;

            _timer ??= CreateTimer();
            _timer.Change(period, period);
            Volatile.Write(ref _isRunning, true);
        }
    }

    public void Dispose()
    {
        lock (this)
        {
            _isDisposed = true;
            _timer?.Dispose();
        }
    }

    /// <summary>Whether there are deadlines.</summary>
    protected abstract bool IsNeeded { get; }

    /// <summary>Called for each tick. Without the lock.</summary>
    /// <param name="tick">The tick whose deadlines have passed.</param>
    protected abstract void OnTick(long tick);

    private ITimer CreateTimer()
    {
        // A timer must not carry the context of whoever needed it first.
        using (ExecutionContext.SuppressFlow())
            return timeProvider.CreateTimer(static timer => ((CoarseTimer)timer!).Tick(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    private void Tick()
    {
        long due;
        lock (this)
        {
            if (_isDisposed)
                return;

            // What is added at this moment saw the timer run, or starts it again: it is added before it looks.
            if (!IsNeeded)
            {
                Volatile.Write(ref _isRunning, false);
                Interlocked.MemoryBarrier();
                if (!IsNeeded)
                {
                    _timer!.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
                    return;
                }

                Volatile.Write(ref _isRunning, true);
            }

            Volatile.Write(ref _tick, _tick + 1);
            due = _tick - 1;
        }

        OnTick(due);
    }
}

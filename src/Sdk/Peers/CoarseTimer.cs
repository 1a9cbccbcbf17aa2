namespace TypedWs.Peers;

/// <summary>
/// One coarse timer for many deadlines: it ticks while there are any, and stops by itself when a tick finds none. The ticks that it has counted are its clock.
/// Thread-safe: <see cref="_gate"/> guards whether it runs.
/// </summary>
/// <param name="timeProvider">The clock.</param>
/// <param name="period">The time between two ticks; infinite for a timer that never ticks.</param>
/// <param name="isNeeded">Whether there are deadlines.</param>
/// <param name="onTick">Gets the tick whose deadlines have passed. Not called under the gate.</param>
internal sealed class CoarseTimer(TimeProvider timeProvider, TimeSpan period, Func<bool> isNeeded, Action<long> onTick) : IDisposable
{
    private readonly Lock _gate = new();
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

        lock (_gate)
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
        lock (_gate)
        {
            _isDisposed = true;
            _timer?.Dispose();
        }
    }

    private ITimer CreateTimer()
    {
        // A timer must not carry the context of whoever needed it first.
        using (ExecutionContext.SuppressFlow())
            return timeProvider.CreateTimer(static timer => ((CoarseTimer)timer!).OnTick(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    private void OnTick()
    {
        long due;
        lock (_gate)
        {
            if (_isDisposed)
                return;

            // What is added at this moment saw the timer run, or starts it again: it is added before it looks.
            if (!isNeeded())
            {
                Volatile.Write(ref _isRunning, false);
                Interlocked.MemoryBarrier();
                if (!isNeeded())
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

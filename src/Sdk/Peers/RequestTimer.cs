namespace TypedWs.Peers;

/// <summary>
/// One coarse timer for all requests of a conversation: it ticks while requests are pending and stops by itself when a tick finds none.
/// Thread-safe: <see cref="_gate"/> guards whether it runs.
/// </summary>
internal sealed class RequestTimer : IDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(100);

    private readonly Lock _gate = new();
    private readonly PendingCalls _calls;
    private readonly Action<PendingCall> _onTimedOut;
    private readonly TimeProvider _timeProvider;
    private readonly List<PendingCall> _due = []; // Used by ticks alone, under the gate.
    private ITimer? _timer;
    private bool _isRunning;
    private bool _isDisposed;
    private long _tick;

    public RequestTimer(PeerOptions options, PendingCalls calls, Action<PendingCall> onTimedOut)
    {
        _calls = calls;
        _onTimedOut = onTimedOut;
        _timeProvider = options.TimeProvider;
    }

    /// <summary>The tick after which a request that is sent now has timed out; <see cref="long.MaxValue"/> for never.</summary>
    public long DeadlineAfter(TimeSpan timeout)
        => timeout == Timeout.InfiniteTimeSpan ? long.MaxValue : Volatile.Read(ref _tick) + ((timeout.Ticks - 1) / Period.Ticks) + 1;

    /// <summary>Makes the timer tick. Called after a request with a deadline was added; cheap while it ticks.</summary>
    public void EnsureRunning()
    {
        if (Volatile.Read(ref _isRunning))
            return;

        lock (_gate)
        {
            if (_isRunning || _isDisposed)
                return;

            _timer ??= CreateTimer();
            _timer.Change(Period, Period);
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
        // A timer must not carry the context of whoever made the first request.
        using (ExecutionContext.SuppressFlow())
            return _timeProvider.CreateTimer(static timer => ((RequestTimer)timer!).OnTick(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    private void OnTick()
    {
        PendingCall[] due;
        lock (_gate)
        {
            if (_isDisposed)
                return;

            // A request that is added at this moment saw the timer run, or starts it again: it is added before it looks.
            if (_calls.TimedCount == 0)
            {
                Volatile.Write(ref _isRunning, false);
                Interlocked.MemoryBarrier();
                if (_calls.TimedCount == 0)
                {
                    _timer!.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
                    return;
                }

                Volatile.Write(ref _isRunning, true);
            }

            Volatile.Write(ref _tick, _tick + 1);
            _calls.TakeDue(_tick - 1, _due);
            due = _due.Count == 0 ? [] : [.. _due];
            _due.Clear();
        }

        foreach (PendingCall call in due)
            _onTimedOut(call);
    }
}

namespace TypedWs.Transport.Tests.Faults;

/// <summary>The system's clock, which knows the timers that nobody has disposed.</summary>
internal sealed class CountingTime : TimeProvider
{
    private int _timers;

    public int Timers => Volatile.Read(ref _timers);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        => new CountedTimer(this, base.CreateTimer(callback, state, dueTime, period));

    private sealed class CountedTimer : ITimer
    {
        private readonly ITimer _timer;
        private CountingTime? _owner;

        public CountedTimer(CountingTime owner, ITimer timer)
        {
            _owner = owner;
            _timer = timer;
            Interlocked.Increment(ref owner._timers);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period) => _timer.Change(dueTime, period);

        public void Dispose()
        {
            Forget();
            _timer.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Forget();
            return _timer.DisposeAsync();
        }

        private void Forget()
        {
            if (Interlocked.Exchange(ref _owner, null) is { } owner)
                Interlocked.Decrement(ref owner._timers);
        }
    }
}

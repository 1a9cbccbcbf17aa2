namespace TypedWs.Transport.Tests.Faults;

/// <summary>A clock, the system's unless another is given, which knows the timers that nobody has disposed.</summary>
internal sealed class CountingTime(TimeProvider? clock = null) : TimeProvider
{
    private readonly TimeProvider _clock = clock ?? System;
    private int _timers;

    public int Timers => Volatile.Read(ref _timers);

    public override long TimestampFrequency => _clock.TimestampFrequency;

    public override long GetTimestamp() => _clock.GetTimestamp();

    public override DateTimeOffset GetUtcNow() => _clock.GetUtcNow();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        => new CountedTimer(this, _clock.CreateTimer(callback, state, dueTime, period));

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

namespace TypedWs.Transport;

/// <summary>Exponential back-off with full jitter.</summary>
internal sealed class ExponentialReconnectPolicy : WsReconnectPolicy
{
    // Doubling more often says nothing any more, and must not overflow.
    private const int MostDoublings = 40;

    private readonly TimeSpan _initial;
    private readonly TimeSpan _cap;
    private readonly Random _random;

    public ExponentialReconnectPolicy(TimeSpan initial, TimeSpan cap, Random random)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(initial, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(cap, initial);
        _initial = initial;
        _cap = cap;
        _random = random;
    }

    public override TimeSpan? GetDelay(WsReconnectContext context)
    {
        double bound = Math.Min(_initial.Ticks * Math.Pow(2, Math.Clamp(context.Number - 1, 0, MostDoublings)), _cap.Ticks);
        var jitter = TimeSpan.FromTicks((long)(bound * _random.NextDouble()));
        // Behind the time asked for, not instead of it: everybody was told the same.
        return (RetryAfter.Bounded(context) ?? TimeSpan.Zero) + jitter;
    }
}

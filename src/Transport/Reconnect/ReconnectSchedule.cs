namespace TypedWs.Transport;

/// <summary>Counts attempts and asks the policy; has no timer. Used by the one run of a <see cref="WsReconnectLoop"/>.</summary>
internal sealed class ReconnectSchedule(WsReconnectOptions options, TimeProvider time)
{
    // What timers can wait for.
    private static readonly TimeSpan LongestDelay = TimeSpan.FromMilliseconds(int.MaxValue);

    private bool _wasOpen;
    private long _openedAt;
    private int _failures;
    private long _firstFailureAt;

    public void Opened()
    {
        _wasOpen = true;
        _openedAt = time.GetTimestamp();
    }

    /// <summary>A connection that lasted is a new beginning; one that did not is one more failure.</summary>
    public void Closed()
    {
        if (time.GetElapsedTime(_openedAt) >= options.StableFor)
            _failures = 0;
    }

    /// <summary>The attempt that follows a failure; null when none does.</summary>
    public WsReconnectAttempt? Next(WsException error)
    {
        if (IsFinal(error) || (!_wasOpen && !options.RetryFirstConnect))
            return null;

        if (_failures == 0)
            _firstFailureAt = time.GetTimestamp();
        _failures++;
        TimeSpan elapsed = time.GetElapsedTime(_firstFailureAt);
        TimeSpan? delay = options.Policy.GetDelay(new WsReconnectContext(_failures, elapsed, error, RetryAfter.Find(error, time.GetUtcNow())));
        return delay is { } wait ? new WsReconnectAttempt(_failures, elapsed, Clamp(wait), error) : null;
    }

    /// <summary>An attempt that somebody asked for by hand.</summary>
    public static WsReconnectAttempt ByHand(TimeSpan delay, WsException? error) => new(0, TimeSpan.Zero, Clamp(delay), error);

    private bool IsFinal(WsException error) => error switch
    {
        WsHandshakeException { StatusCode: { } status } => options.StopsAt(status),
        WsClosedException { Closed: { ByPeer: true } closed } => options.StopsAt(closed.Code),
        _ => false,
    };

    private static TimeSpan Clamp(TimeSpan delay) => delay < TimeSpan.Zero ? TimeSpan.Zero : delay > LongestDelay ? LongestDelay : delay;
}

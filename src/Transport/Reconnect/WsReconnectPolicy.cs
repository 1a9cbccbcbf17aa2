namespace TypedWs.Transport;

/// <summary>
/// Decides whether and when a client tries again. It has neither timer nor state: <see cref="WsReconnectLoop"/> waits and counts.
/// One policy may serve many clients at once, on any thread.
/// </summary>
public abstract class WsReconnectPolicy
{
    /// <summary>Never tries again.</summary>
    public static WsReconnectPolicy None { get; } = new DelegateReconnectPolicy(static _ => null);

    /// <summary>Decides on one attempt. What it throws ends the client's attempts.</summary>
    /// <param name="context">What is known.</param>
    /// <returns>How long to wait before the attempt, zero for not at all; null to give up.</returns>
    public abstract TimeSpan? GetDelay(WsReconnectContext context);

    /// <summary>Tries again after the same time, for ever. A server's <c>Retry-After</c> lengthens it, to five minutes at most.</summary>
    /// <param name="delay">The time between two attempts.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative.</exception>
    public static WsReconnectPolicy Fixed(TimeSpan delay)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(delay, TimeSpan.Zero);
        return new DelegateReconnectPolicy(context => RetryAfter.Bounded(context) is { } asked && asked > delay ? asked : delay);
    }

    /// <summary>
    /// Tries again after a random time between zero and a bound that doubles with each attempt, for ever ("full jitter": clients that lost one
    /// server do not come back as one crowd). A server's <c>Retry-After</c> is waited for first, five minutes at most.
    /// </summary>
    /// <param name="initial">The bound before attempt 1.</param>
    /// <param name="cap">Where the bound stops to grow.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="initial"/> is not positive, or <paramref name="cap"/> is below it.</exception>
    public static WsReconnectPolicy Exponential(TimeSpan initial, TimeSpan cap) => new ExponentialReconnectPolicy(initial, cap, Random.Shared);

    /// <summary>Lets a function decide.</summary>
    /// <param name="getDelay">As <see cref="GetDelay"/>. Any thread may call it.</param>
    public static WsReconnectPolicy From(Func<WsReconnectContext, TimeSpan?> getDelay)
    {
        ArgumentNullException.ThrowIfNull(getDelay);
        return new DelegateReconnectPolicy(getDelay);
    }
}

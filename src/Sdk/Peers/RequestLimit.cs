using TypedWs.CompilerServices;

namespace TypedWs.Peers;

/// <summary>How long a request may go without an answer. What the call says comes before what the contract says, and that before the option.</summary>
/// <param name="Value">The limit; <see cref="Timeout.InfiniteTimeSpan"/> for none.</param>
/// <param name="Source">Who set it.</param>
/// <param name="Waited">How much of it had passed when a conversation got the request.</param>
internal readonly record struct RequestLimit(TimeSpan Value, RequestLimitSource Source, TimeSpan Waited = default)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(uint.MaxValue - 1L);

    /// <summary>No limit at all.</summary>
    public static RequestLimit None => new(Timeout.InfiniteTimeSpan, RequestLimitSource.Option);

    /// <summary>Whether there is none.</summary>
    public bool IsInfinite => Value == Timeout.InfiniteTimeSpan;

    /// <summary>The limit as the waits and timers of .NET take it, which end after 49 days.</summary>
    public TimeSpan Wait => Value > LongestWait ? Timeout.InfiniteTimeSpan : Value;

    /// <summary>What is left of it.</summary>
    public TimeSpan Remaining => IsInfinite ? Value : TimeSpan.FromTicks(Math.Max(1, Value.Ticks - Waited.Ticks));

    /// <summary>The limit of a call that states its own.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is zero or negative, and not <see cref="Timeout.InfiniteTimeSpan"/>.</exception>
    public static RequestLimit OfCall(TimeSpan timeout)
    {
        if (timeout <= TimeSpan.Zero && timeout != Timeout.InfiniteTimeSpan)
            throw new ArgumentOutOfRangeException(nameof(timeout), timeout, "A request's time-out must be positive, or Timeout.InfiniteTimeSpan for none.");

        return new RequestLimit(timeout, RequestLimitSource.Call);
    }

    /// <summary>The limit of a call that states none.</summary>
    public static RequestLimit Of<T, TReply>(RequestMethod<T, TReply> method, PeerOptions options)
        => method.TimeoutMilliseconds == 0
            ? new RequestLimit(options.RequestTimeout, RequestLimitSource.Option)
            : new RequestLimit(TimeSpan.FromMilliseconds(method.TimeoutMilliseconds), RequestLimitSource.Contract);
}

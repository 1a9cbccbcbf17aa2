namespace TypedWs;

/// <summary>Nothing happened on a stream for longer than <c>PeerOptions.StreamIdleTimeout</c>, and this side gave it up. The other side was told.</summary>
public sealed class StreamTimeoutException : TimeoutException
{
    internal StreamTimeoutException(string method, TimeSpan idleTimeout)
        : base(
            $"The stream of {method} was given up: the other side did nothing on it for {idleTimeout.TotalSeconds:0.###} s. "
            + "Where it may be quiet for longer, raise PeerOptions.StreamIdleTimeout on both sides.")
    {
        Method = method;
        IdleTimeout = idleTimeout;
    }

    /// <summary>The name on the wire of the message that the stream belongs to.</summary>
    public string Method { get; }

    /// <summary>The limit that passed.</summary>
    public TimeSpan IdleTimeout { get; }
}

namespace TypedWs;

/// <summary>A request was not answered in time. Where it was sent, the other side was told to cancel it, and may have executed it.</summary>
public sealed class RequestTimeoutException : TimeoutException
{
    internal RequestTimeoutException(string method, TimeSpan timeout, bool wasSent)
        : base(
            $"The request {method} was not answered within {timeout.TotalSeconds:0.###} s. "
            + (wasSent ? "It was cancelled; the other side may have executed it." : "It was not sent: no connection had room for it.")
            + " The limit is PeerOptions.RequestTimeout.")
    {
        Method = method;
        RequestTimeout = timeout;
        WasSent = wasSent;
    }

    /// <summary>The request's name on the wire.</summary>
    public string Method { get; }

    /// <summary>The limit that passed.</summary>
    public TimeSpan RequestTimeout { get; }

    /// <summary>Whether the request had left for the other side, which then may have executed it. When false, it is safe to send it again.</summary>
    public bool WasSent { get; }
}

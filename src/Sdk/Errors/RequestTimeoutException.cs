namespace TypedWs;

/// <summary>A request was not answered in time. The other side was told to cancel it, and may have executed it.</summary>
public sealed class RequestTimeoutException : TimeoutException
{
    internal RequestTimeoutException(string method, TimeSpan timeout)
        : base($"The request {method} was not answered within {timeout.TotalSeconds:0.###} s. It was cancelled; the other side may have executed it. The limit is PeerOptions.RequestTimeout.")
    {
        Method = method;
        RequestTimeout = timeout;
    }

    /// <summary>The request's name on the wire.</summary>
    public string Method { get; }

    /// <summary>The limit that passed.</summary>
    public TimeSpan RequestTimeout { get; }
}

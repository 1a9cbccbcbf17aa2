using TypedWs.Peers;

namespace TypedWs;

/// <summary>A request was not answered in time. Where it was sent, the other side was told to cancel it, and may have executed it.</summary>
public sealed class RequestTimeoutException : TimeoutException
{
    internal RequestTimeoutException(string method, RequestLimit limit, bool wasSent)
        : base(
            $"The request {method} was not answered within {limit.Value.TotalSeconds:0.###} s. "
            + (wasSent ? "It was cancelled; the other side may have executed it." : "It was not sent: no connection had room for it.")
            + limit.Source switch
            {
                RequestLimitSource.Call => " The limit is what the call passed as its timeout; pass a longer one.",
                RequestLimitSource.Contract => " The limit is the contract's: change TimeoutMilliseconds in the message's attribute, or pass a timeout to the call.",
                _ => " The limit is PeerOptions.RequestTimeout; state another for this message with TimeoutMilliseconds in its attribute, or pass a timeout to the call.",
            })
    {
        Method = method;
        RequestTimeout = limit.Value;
        WasSent = wasSent;
    }

    /// <summary>The request's name on the wire.</summary>
    public string Method { get; }

    /// <summary>The limit that passed.</summary>
    public TimeSpan RequestTimeout { get; }

    /// <summary>Whether the request had left for the other side, which then may have executed it. When false, it is safe to send it again.</summary>
    public bool WasSent { get; }
}

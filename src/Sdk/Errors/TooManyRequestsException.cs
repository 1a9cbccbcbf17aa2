namespace TypedWs;

/// <summary>As many requests of this side wait for an answer as <c>PeerOptions.MaxPendingRequests</c> allows. The request was not sent.</summary>
public sealed class TooManyRequestsException : InvalidOperationException
{
    internal TooManyRequestsException(string method, int limit)
        : base($"The request {method} was not sent: {limit} requests wait for an answer already. Await some of them first, or raise PeerOptions.MaxPendingRequests.")
        => Method = method;

    /// <summary>The request's name on the wire.</summary>
    public string Method { get; }
}

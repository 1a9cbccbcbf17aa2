namespace TypedWs;

/// <summary>This side produces as many streams as <c>PeerOptions.MaxOpenStreams</c> allows. The request was not sent.</summary>
public sealed class TooManyStreamsException : InvalidOperationException
{
    internal TooManyStreamsException(string method, int limit)
        : base($"The request {method} was not sent: {limit} streams of this side are open already. Finish some of them first, or raise PeerOptions.MaxOpenStreams.")
        => Method = method;

    /// <summary>The request's name on the wire.</summary>
    public string Method { get; }
}

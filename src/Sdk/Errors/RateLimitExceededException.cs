namespace TypedWs;

/// <summary>
/// An answer of the client to a request of the server, or items of a stream that it sends, came over the server's byte rate limit, and were not read. A stream is aborted at
/// its client. A handler that lets it pass answers the request that it handles with <see cref="ErrorCodes.Busy"/>.
/// </summary>
public sealed class RateLimitExceededException : RemoteException
{
    internal RateLimitExceededException(string method, string message)
        : base(ErrorCodes.Busy, message)
        => Method = method;

    /// <summary>The name on the wire of the request, or of the message that the stream belongs to.</summary>
    public string Method { get; }
}

namespace TypedWs.Transport;

/// <summary>Something was sent on a connection that is closed, or about to be.</summary>
public sealed class WsClosedException : WsException
{
    /// <summary>Makes an exception.</summary>
    /// <param name="closed">How the connection ended.</param>
    public WsClosedException(WsClosed closed)
        : base(Describe(closed), closed.Exception)
    {
        Closed = closed;
    }

    /// <summary>How the connection ended, as far as was known when the exception was thrown.</summary>
    public WsClosed Closed { get; }

    private static string Describe(WsClosed closed)
    {
        ArgumentNullException.ThrowIfNull(closed);
        string who = closed.ByPeer ? "the peer" : "this side";
        string reason = closed.Reason.Length == 0 ? "no reason given" : closed.Reason;
        return $"The message was not sent: {who} ended the connection with {(ushort)closed.Code} ({reason}). Open a new connection to send again.";
    }
}

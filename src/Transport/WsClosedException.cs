namespace TypedWs.Transport;

/// <summary>A connection has ended, or is about to: what was to be sent was not sent, or what was waited for will not come.</summary>
public sealed class WsClosedException : WsException
{
    /// <summary>Makes an exception for a message that was not sent.</summary>
    /// <param name="closed">How the connection ended.</param>
    public WsClosedException(WsClosed closed)
        : this(closed, $"The message was not sent: {Describe(closed)} Open a new connection to send again.")
    {
    }

    private WsClosedException(WsClosed closed, string message)
        : base(message, closed.Exception)
    {
        Closed = closed;
    }

    /// <summary>How the connection ended, as far as was known when the exception was thrown.</summary>
    public WsClosed Closed { get; }

    /// <summary>For what was not about a message: the connection itself is the subject.</summary>
    internal static WsClosedException Ended(WsClosed closed) => new(closed, $"The connection is lost: {Describe(closed)}");

    private static string Describe(WsClosed closed)
    {
        ArgumentNullException.ThrowIfNull(closed);
        string who = closed.ByPeer ? "the peer" : "this side";
        string reason = closed.Reason.Length == 0 ? "no reason given" : closed.Reason;
        return $"{who} ended the connection with {(ushort)closed.Code} ({reason}).";
    }
}

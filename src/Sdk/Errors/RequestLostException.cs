using TypedWs.Transport;

namespace TypedWs;

/// <summary>The connection ended before a request was answered.</summary>
public sealed class RequestLostException : IOException
{
    internal RequestLostException(string method, bool wasSent, WsClosed closed)
        : base(
            $"The connection ended ({(int)closed.Code}: {closed.Reason}) before the request {method} was answered. "
            + (wasSent ? "The other side may have executed it." : "It was not sent."),
            closed.Exception)
    {
        Method = method;
        WasSent = wasSent;
        Closed = closed;
    }

    /// <summary>The request's name on the wire.</summary>
    public string Method { get; }

    /// <summary>Whether the request had left for the other side, which then may have executed it. When false, it is safe to send it again.</summary>
    public bool WasSent { get; }

    /// <summary>How the connection ended.</summary>
    public WsClosed Closed { get; }
}

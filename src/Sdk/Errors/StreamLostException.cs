using TypedWs.Transport;

namespace TypedWs;

/// <summary>The connection ended in the middle of a stream. The items before are valid; whether more would have followed is not known.</summary>
public sealed class StreamLostException : IOException
{
    internal StreamLostException(string method, WsClosed closed)
        : base(
            $"The connection ended ({(int)closed.Code}: {closed.Reason}) in the middle of the stream of {method}. "
            + "The items that were received are complete; ask for the stream again on a new connection.",
            closed.Exception)
    {
        Method = method;
        Closed = closed;
    }

    /// <summary>The name on the wire of the message that the stream belongs to.</summary>
    public string Method { get; }

    /// <summary>How the connection ended.</summary>
    public WsClosed Closed { get; }
}

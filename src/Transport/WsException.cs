namespace TypedWs.Transport;

/// <summary>The base of what this transport throws when a connection cannot be made or used.</summary>
public class WsException : IOException
{
    /// <summary>Makes an exception.</summary>
    /// <param name="message">What happened.</param>
    /// <param name="innerException">What caused it, if known.</param>
    public WsException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}

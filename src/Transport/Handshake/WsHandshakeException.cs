using System.Collections.ObjectModel;

namespace TypedWs.Transport;

/// <summary>No WebSocket connection came about. The message says what was, what was expected, and what to do next.</summary>
public sealed class WsHandshakeException : WsException
{
    /// <summary>Makes an exception for a handshake without an answer.</summary>
    /// <param name="message">What happened.</param>
    /// <param name="innerException">What caused it; a <see cref="TimeoutException"/> when the time was over.</param>
    public WsHandshakeException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    internal WsHandshakeException(string message, Exception innerException, int? statusCode)
        : base(message, innerException)
        => StatusCode = statusCode;

    internal WsHandshakeException(string message, WsHandshakeStream response, string body)
        : base(message)
    {
        StatusCode = response.StatusCode;
        Headers = response.Headers;
        Body = body;
    }

    private WsHandshakeException(string message, WsHandshakeResult handshake)
        : base(message)
    {
        StatusCode = handshake.StatusCode;
        Headers = handshake.Headers;
    }

    /// <summary>The HTTP status of the answer, or with which a proxy refused to pass the request on; null when none came.</summary>
    public int? StatusCode { get; }

    /// <summary>The headers of the answer; empty when none came.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>The beginning of the answer's body, 4 KiB at most; empty when none came in time.</summary>
    public string Body { get; } = "";

    /// <summary>Makes an exception for a handshake that succeeded by the RFC's rules, but not by the caller's.</summary>
    /// <param name="handshake">The server's answer.</param>
    /// <param name="message">What is missing.</param>
    public static WsHandshakeException NotAccepted(WsHandshakeResult handshake, string message)
    {
        ArgumentNullException.ThrowIfNull(handshake);
        return new WsHandshakeException(message, handshake);
    }
}

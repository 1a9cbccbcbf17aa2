using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace TypedWs.Transport;

/// <summary>A server's answer to a <see cref="WsHandshakeRequest"/>, not checked yet, and the stream that it came on.</summary>
[SuppressMessage("Naming", "CA1711:Identifiers should not have incorrect suffix", Justification = "The stream is what it is about: a handshake exists to get one.")]
public sealed class WsHandshakeStream
{
    /// <summary>Makes an answer.</summary>
    /// <param name="stream">After 101 the open connection; otherwise the response's body. Disposed when the handshake fails.</param>
    /// <param name="statusCode">The HTTP status.</param>
    /// <param name="headers">The response's headers; several values of one name are joined by a comma.</param>
    public WsHandshakeStream(Stream stream, int statusCode, IEnumerable<KeyValuePair<string, string>> headers)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(headers);
        Stream = stream;
        StatusCode = statusCode;
        Headers = headers as HandshakeHeaders ?? HandshakeHeaders.CopyOf(headers);
    }

    /// <summary>After 101 the open connection; otherwise the response's body.</summary>
    public Stream Stream { get; }

    /// <summary>The HTTP status.</summary>
    public int StatusCode { get; }

    /// <summary>The response's headers; names are compared without regard to case.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; }

    /// <summary>The answer of a server that agrees: 101 and the accept value that belongs to the request's key.</summary>
    /// <param name="request">What is answered.</param>
    /// <param name="stream">The open connection.</param>
    /// <param name="subprotocol">The subprotocol picked, if one is.</param>
    public static WsHandshakeStream Accept(WsHandshakeRequest request, Stream stream, string? subprotocol = null)
    {
        ArgumentNullException.ThrowIfNull(request);
        var headers = new Dictionary<string, string>
        {
            ["Upgrade"] = "websocket",
            ["Connection"] = "Upgrade",
            ["Sec-WebSocket-Accept"] = WsServerHandshake.ComputeAccept(request.Key),
        };
        if (subprotocol is not null)
            headers["Sec-WebSocket-Protocol"] = subprotocol;
        return new WsHandshakeStream(stream, (int)HttpStatusCode.SwitchingProtocols, headers);
    }
}

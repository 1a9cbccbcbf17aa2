namespace TypedWs.Transport;

/// <summary>A client's opening request (RFC 6455, section 4.1), whole and checked. Immutable.</summary>
public sealed class WsHandshakeRequest
{
    internal WsHandshakeRequest(
        Uri uri, string key, IReadOnlyList<string> subprotocols, HandshakeHeaders headers, WsCompressionOptions? compression)
    {
        Compression = compression;
        Uri = uri;
        Key = key;
        Subprotocols = subprotocols;
        OwnHeaders = headers;
    }

    /// <summary>The server, as <c>ws://</c> or <c>wss://</c>.</summary>
    public Uri Uri { get; }

    /// <summary>The value of <c>Sec-WebSocket-Key</c>: 16 random bytes in base64.</summary>
    public string Key { get; }

    /// <summary>The subprotocols offered, best first.</summary>
    public IReadOnlyList<string> Subprotocols { get; }

    /// <summary>All headers to send, those of the handshake among them; only <c>Host</c> is left to whoever carries the request.</summary>
    public IReadOnlyDictionary<string, string> Headers => OwnHeaders;

    /// <inheritdoc cref="Headers"/>
    internal HandshakeHeaders OwnHeaders { get; }

    /// <summary>What <c>Sec-WebSocket-Extensions</c> offers; null for nothing.</summary>
    internal WsCompressionOptions? Compression { get; }
}

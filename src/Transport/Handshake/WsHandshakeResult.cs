namespace TypedWs.Transport;

/// <summary>A handshake that succeeded. Hand <see cref="Stream"/> to a <see cref="WsConnection"/>, or dispose it.</summary>
public sealed class WsHandshakeResult
{
    internal WsHandshakeResult(WsHandshakeStream response, string? subprotocol, WsCompressionAgreement? compression)
    {
        Compression = compression;
        Stream = response.Stream;
        StatusCode = response.StatusCode;
        Headers = response.Headers;
        Subprotocol = subprotocol;
    }

    /// <summary>The open connection; whoever receives this result owns it.</summary>
    public Stream Stream { get; }

    /// <summary>The HTTP status, 101.</summary>
    public int StatusCode { get; }

    /// <summary>The response's headers; several values of one name are joined by a comma.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; }

    /// <summary>The subprotocol that the server picked from those offered; null when it picked none.</summary>
    public string? Subprotocol { get; }

    /// <summary>The compression that the server agreed to; null for none. Hand it to the <see cref="WsConnection"/>, too: the peer may compress from now on.</summary>
    public WsCompressionAgreement? Compression { get; }
}

namespace TypedWs.Transport;

/// <summary>What client and server agreed on for compression (RFC 7692, section 7.1). Immutable. Hand it to the <see cref="WsConnection"/> of the handshake.</summary>
public sealed class WsCompressionAgreement
{
    internal WsCompressionAgreement(bool serverNoContextTakeover, bool clientNoContextTakeover, string headerValue)
    {
        ServerNoContextTakeover = serverNoContextTakeover;
        ClientNoContextTakeover = clientNoContextTakeover;
        HeaderValue = headerValue;
    }

    /// <summary>Whether each message of the server stands for itself.</summary>
    public bool ServerNoContextTakeover { get; }

    /// <summary>Whether each message of the client stands for itself.</summary>
    public bool ClientNoContextTakeover { get; }

    /// <summary>The response's <c>Sec-WebSocket-Extensions</c>: what a server has to answer.</summary>
    public string HeaderValue { get; }

    /// <summary>Whether what a side sends refers back to its earlier messages.</summary>
    internal bool KeepsContext(WsRole sender) => !(sender == WsRole.Server ? ServerNoContextTakeover : ClientNoContextTakeover);
}

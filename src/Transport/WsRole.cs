namespace TypedWs.Transport;

/// <summary>Which side of the handshake a connection is. Clients mask what they send, servers do not (RFC 6455, section 5.1).</summary>
public enum WsRole : byte
{
    /// <summary>The side that asked for the upgrade.</summary>
    Client,

    /// <summary>The side that answered it.</summary>
    Server,
}

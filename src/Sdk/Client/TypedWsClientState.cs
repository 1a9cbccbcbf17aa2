namespace TypedWs;

/// <summary>Where a client is in its life.</summary>
public enum TypedWsClientState
{
    /// <summary>Not connected: before the first <see cref="TypedWsClient.ConnectAsync"/>, after a failed one, and after the connection has ended.</summary>
    Disconnected,

    /// <summary>The handshake is under way.</summary>
    Connecting,

    /// <summary>Connected.</summary>
    Connected,

    /// <summary>Disposed: it cannot connect again.</summary>
    Disposed,
}

namespace TypedWs;

/// <summary>Where a client is in its life.</summary>
public enum TypedWsClientState
{
    /// <summary>Not connected: before the first <see cref="TypedWsClient.ConnectAsync"/>, after a failed one, and after the last connection has ended.</summary>
    Disconnected,

    /// <summary>The handshake is under way.</summary>
    Connecting,

    /// <summary>Connected.</summary>
    Connected,

    /// <summary>The connection was lost, and the time until the next attempt runs.</summary>
    Reconnecting,

    /// <summary>Disposed: it cannot connect again.</summary>
    Disposed,
}

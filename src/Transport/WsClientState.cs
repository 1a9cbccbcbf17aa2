namespace TypedWs.Transport;

/// <summary>Where a client is in its life.</summary>
public enum WsClientState
{
    /// <summary>Neither connected nor about to be: before the first attempt, and after the last.</summary>
    Closed,

    /// <summary>A handshake is under way.</summary>
    Connecting,

    /// <summary>Connected.</summary>
    Open,

    /// <summary>Waiting until the next attempt.</summary>
    Waiting,

    /// <summary>The application has asked for the end of the connection, which is under way.</summary>
    Closing,

    /// <summary>Disposed: it cannot connect again.</summary>
    Disposed,
}

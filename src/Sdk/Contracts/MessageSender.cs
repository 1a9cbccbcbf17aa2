namespace TypedWs;

/// <summary>The side that sends a message.</summary>
public enum MessageSender
{
    /// <summary>The client sends, the server handles.</summary>
    Client,

    /// <summary>The server sends, the client handles.</summary>
    Server,
}

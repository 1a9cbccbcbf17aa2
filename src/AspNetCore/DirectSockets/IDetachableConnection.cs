namespace TypedWs.AspNetCore.DirectSockets;

/// <summary>The feature of a connection that can be taken out of the HTTP server.</summary>
internal interface IDetachableConnection
{
    /// <summary>
    /// Takes the connection out of the server, once, when nothing reads from it or writes to it any more through the server. The server still ends the connection.
    /// </summary>
    /// <returns>The connection, beginning with what the server had read and not used; null where it cannot be taken, and goes on as before.</returns>
    ValueTask<Stream?> TryDetachAsync();
}

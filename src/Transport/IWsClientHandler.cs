namespace TypedWs.Transport;

/// <summary>Takes what a <see cref="WsClient"/> receives and tells. Only <see cref="OnMessageAsync"/> has to be written.</summary>
/// <remarks>
/// <para>
/// An object and not events: a call through an interface allocates nothing, has one place to hold the peer back, and cannot miss what happened before
/// somebody subscribed.
/// </para>
/// <para>
/// Calls about connections (<see cref="OnTcpConnected"/> to <see cref="OnReconnecting"/>) and messages come one at a time, in the order in which things
/// happened, on threads of the pool; those about the send buffer may come at any time, on the thread of whoever sends. All of them should return soon, and may
/// call any member of the client; none may block on its tasks. The end of an aborted connection does not wait for a message's task. What a member other than <see cref="OnMessageAsync"/> throws is logged and goes no further.
/// </para>
/// </remarks>
public interface IWsClientHandler
{
    /// <summary>Takes one whole message. Text is already checked to be valid UTF-8.</summary>
    /// <param name="type">Text or binary.</param>
    /// <param name="payload">The message. Valid until the returned task completes; copy what is needed for longer.</param>
    /// <returns>
    /// A task that is usually complete. While it is not, nothing more is read, which holds the peer back. An exception ends the connection with 1011.
    /// </returns>
    ValueTask OnMessageAsync(WsMessageType type, ReadOnlyMemory<byte> payload);

    /// <summary>A TCP connection stands, to the server or its proxy; TLS and the handshake follow.</summary>
    void OnTcpConnected()
    {
    }

    /// <summary>A connection is open. Called before its first message, and before what was queued is sent.</summary>
    /// <param name="handshake">The server's answer. Its stream belongs to the client.</param>
    void OnOpened(WsHandshakeResult handshake)
    {
    }

    /// <summary>A connection ended, after its last message. Called once for each <see cref="OnOpened"/>.</summary>
    /// <param name="closed">How, and who ended it.</param>
    void OnClosed(WsClosed closed)
    {
    }

    /// <summary>An attempt to connect failed: a <see cref="WsHandshakeException"/> has the status, headers and body of a refusal.</summary>
    /// <param name="exception">Why.</param>
    void OnError(WsException exception)
    {
    }

    /// <summary>Another attempt will be made. <see cref="WsClient.CancelReconnect"/> calls it off.</summary>
    /// <param name="attempt">When, and why.</param>
    void OnReconnecting(WsReconnectAttempt attempt)
    {
    }

    /// <summary>The send buffer is full: from here on sends wait, are dropped, or end the connection, as <see cref="WsClientOptions.SendBufferPolicy"/> says.</summary>
    void OnSendBufferFull()
    {
    }

    /// <summary>The send buffer was full, and is empty now.</summary>
    void OnSendBufferDrained()
    {
    }
}

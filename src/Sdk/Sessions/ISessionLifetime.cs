using TypedWs.Transport;

namespace TypedWs;

/// <summary>Lets a server's handler follow its client: implement it beside the generated handler interface.</summary>
/// <typeparam name="TSession">The generated session type, such as <c>ChatSession</c>.</typeparam>
public interface ISessionLifetime<TSession>
    where TSession : TypedWsSession
{
    /// <summary>
    /// Runs after the handshake and before the first message is handled. It may send and ask; what it asks must not ask back, because that request would wait for it.
    /// </summary>
    /// <param name="session">The client.</param>
    /// <param name="cancellationToken">Fires when the session ends.</param>
    /// <returns>A task; the first message waits for it. An exception closes the session with 1011.</returns>
    ValueTask OnConnectedAsync(TSession session, CancellationToken cancellationToken);

    /// <summary>Runs once after the last message, also when <see cref="OnConnectedAsync"/> failed. The session can no longer send.</summary>
    /// <param name="session">The client.</param>
    /// <param name="closed">How the session ended.</param>
    /// <returns>A task; the handler's dependency injection scope ends after it.</returns>
    ValueTask OnDisconnectedAsync(TSession session, WsClosed closed);
}

namespace TypedWs;

/// <summary>
/// Lets a server's handler know what its client misses: implement it beside the generated handler interface. Of handlers that live for one message, none is told.
/// </summary>
/// <typeparam name="TSession">The generated session type, such as <c>ChatSession</c>.</typeparam>
public interface IDropObserver<TSession>
    where TSession : TypedWsSession
{
    /// <summary>
    /// Runs after each drop of a one-way message, on the thread of the sender, which waits for it: it must be quick, and must not send. Several threads may call it at
    /// once, also after the session has ended. What it throws is logged.
    /// </summary>
    /// <param name="session">The client.</param>
    /// <param name="dropped">What it misses.</param>
    void OnDropped(TSession session, in DroppedMessage dropped);
}

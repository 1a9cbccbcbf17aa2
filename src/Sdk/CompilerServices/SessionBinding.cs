using System.ComponentModel;
using TypedWs.Transport;

namespace TypedWs.CompilerServices;

/// <summary>A session bound to its handler: what a host needs to run it.</summary>
/// <param name="session">The session.</param>
/// <param name="methods">What it handles.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class SessionBinding(TypedWsSession session, MethodBinding methods)
{
    /// <summary>The session.</summary>
    public TypedWsSession Session { get; } = session;

    /// <summary>What it handles.</summary>
    public MethodBinding Methods { get; } = methods;

    /// <summary>Tells the handler, if it wants to know, that the client is there.</summary>
    /// <param name="cancellationToken">Fires when the session ends.</param>
    /// <returns>The handler's task.</returns>
    public abstract ValueTask OnConnectedAsync(CancellationToken cancellationToken);

    /// <summary>Tells the handler, if it wants to know, that the client is gone.</summary>
    /// <param name="closed">How the session ended.</param>
    /// <returns>The handler's task.</returns>
    public abstract ValueTask OnDisconnectedAsync(WsClosed closed);

    /// <summary>Tells the handler, if it wants to know, that the client misses a message.</summary>
    /// <param name="dropped">The message.</param>
    public virtual void OnDropped(in DroppedMessage dropped)
    {
    }
}

/// <inheritdoc cref="SessionBinding"/>
internal sealed class SessionBinding<TSession>(TSession session, MethodBinding methods, ISessionLifetime<TSession>? lifetime, IDropObserver<TSession>? observer)
    : SessionBinding(session, methods)
    where TSession : TypedWsSession
{
    /// <inheritdoc/>
    public override ValueTask OnConnectedAsync(CancellationToken cancellationToken)
        => lifetime?.OnConnectedAsync(session, cancellationToken) ?? ValueTask.CompletedTask;

    /// <inheritdoc/>
    public override ValueTask OnDisconnectedAsync(WsClosed closed)
        => lifetime?.OnDisconnectedAsync(session, closed) ?? ValueTask.CompletedTask;

    /// <inheritdoc/>
    public override void OnDropped(in DroppedMessage dropped) => observer?.OnDropped(session, in dropped);
}

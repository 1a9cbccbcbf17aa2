using System.ComponentModel;

namespace TypedWs.CompilerServices;

/// <summary>The server's side of a protocol: makes sessions and binds them to a handler. Immutable and thread-safe.</summary>
/// <param name="descriptor">The protocol.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ServerProtocol(ProtocolDescriptor descriptor)
{
    /// <summary>The protocol.</summary>
    public ProtocolDescriptor Descriptor { get; } = descriptor;

    /// <summary>Makes the session of one client.</summary>
    /// <param name="context">What the host knows of the client.</param>
    /// <param name="handler">The user's handler; an instance of the protocol's handler interface.</param>
    /// <returns>The session, bound to the handler.</returns>
    public abstract SessionBinding Bind(SessionContext context, object handler);
}

/// <inheritdoc cref="ServerProtocol"/>
/// <typeparam name="THandler">The generated handler interface.</typeparam>
/// <typeparam name="TSession">The generated session.</typeparam>
/// <param name="descriptor">The protocol.</param>
/// <param name="methods">What the server handles.</param>
/// <param name="createSession">Makes a session.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ServerProtocol<THandler, TSession>(
    ProtocolDescriptor descriptor,
    MethodTable<TSession> methods,
    Func<SessionContext, THandler, TSession> createSession)
    : ServerProtocol(descriptor)
    where THandler : class
    where TSession : TypedWsSession
{
    /// <inheritdoc/>
    public override SessionBinding Bind(SessionContext context, object handler)
    {
        TSession session = createSession(context, (THandler)handler);
        return new SessionBinding<TSession>(session, new MethodBinding<TSession>(methods, session), handler as ISessionLifetime<TSession>, handler as IDropObserver<TSession>);
    }
}

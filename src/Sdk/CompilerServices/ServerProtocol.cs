using System.ComponentModel;

namespace TypedWs.CompilerServices;

/// <summary>The server's side of a protocol: makes sessions and binds them to a handler. Immutable and thread-safe.</summary>
/// <param name="descriptor">The protocol.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ServerProtocol(ProtocolDescriptor descriptor)
{
    /// <summary>The protocol.</summary>
    public ProtocolDescriptor Descriptor { get; } = descriptor;

    /// <summary>Whether messages may have a handler each; not where the contracts were compiled with a version that did not know of it.</summary>
    public virtual bool CanBindPerMessage => false;

    /// <summary>Makes the session of one client.</summary>
    /// <param name="context">What the host knows of the client.</param>
    /// <param name="handler">The user's handler; an instance of the protocol's handler interface.</param>
    /// <returns>The session, bound to the handler.</returns>
    public abstract SessionBinding Bind(SessionContext context, object handler);

    /// <summary>Makes the session of one client, each of whose messages gets a handler of its own, as does each call of a hook.</summary>
    /// <param name="context">What the host knows of the client.</param>
    /// <param name="scopes">Where the handlers come from.</param>
    /// <returns>The session.</returns>
    /// <exception cref="NotSupportedException">Not where <see cref="CanBindPerMessage"/>.</exception>
    public virtual SessionBinding BindPerMessage(SessionContext context, MessageScopes scopes)
        => throw new NotSupportedException($"The contracts of {Descriptor.Name} were compiled with a version of TypedWs that has one handler for a conversation. Compile them anew.");

    /// <summary>Finds the application's observers of this protocol's groups.</summary>
    /// <param name="services">Where they are registered.</param>
    /// <returns>All of them, in their order; they take the sessions that this protocol makes.</returns>
    public virtual IReadOnlyList<IGroupObserver<TypedWsSession>> GetGroupObservers(IServiceProvider services) => [];
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
    private readonly Func<MessageScopes, THandler>? _createPerMessage;

    /// <summary>A protocol whose messages may have a handler each.</summary>
    /// <param name="descriptor">The protocol.</param>
    /// <param name="methods">What the server handles.</param>
    /// <param name="createSession">Makes a session.</param>
    /// <param name="createPerMessage">Makes a handler that hands each message to one of its own.</param>
    public ServerProtocol(
        ProtocolDescriptor descriptor,
        MethodTable<TSession> methods,
        Func<SessionContext, THandler, TSession> createSession,
        Func<MessageScopes, THandler> createPerMessage)
        : this(descriptor, methods, createSession)
        => _createPerMessage = createPerMessage;

    /// <inheritdoc/>
    public override bool CanBindPerMessage => _createPerMessage is not null;

    /// <inheritdoc/>
    public override SessionBinding Bind(SessionContext context, object handler) => Bind(context, (THandler)handler, handler as ISessionLifetime<TSession>);

    /// <inheritdoc/>
    public override SessionBinding BindPerMessage(SessionContext context, MessageScopes scopes)
        => _createPerMessage is null ? base.BindPerMessage(context, scopes) : Bind(context, _createPerMessage(scopes), new ScopedLifetime<TSession>(scopes));

    private SessionBinding<TSession> Bind(SessionContext context, THandler handler, ISessionLifetime<TSession>? lifetime)
    {
        TSession session = createSession(context, handler);
        return new SessionBinding<TSession>(session, new MethodBinding<TSession>(methods, session), lifetime, handler as IDropObserver<TSession>);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<IGroupObserver<TypedWsSession>> GetGroupObservers(IServiceProvider services)
        => services.GetService(typeof(IEnumerable<IGroupObserver<TSession>>)) is IEnumerable<IGroupObserver<TSession>> observers
            ? [.. observers.Select(static observer => new GroupObserver<TSession>(observer))]
            : [];
}

using System.Diagnostics.CodeAnalysis;
using TypedWs.AspNetCore.Endpoint;
using TypedWs.CompilerServices;

namespace TypedWs.AspNetCore;

/// <summary>Says which protocols an endpoint serves. For start-up code, not thread-safe.</summary>
public sealed class TypedWsEndpointBuilder
{
    private readonly List<ServedProtocol> _protocols = [];

    internal TypedWsEndpointBuilder()
    {
    }

    internal IReadOnlyList<ServedProtocol> Protocols => _protocols;

    /// <summary>
    /// Adds a protocol. A client that says which contracts it has gets those of them; a plain client, which says nothing, gets all. Each handler gets the sessions,
    /// groups and users of its own protocol; they share the connection, its limits, the session's id, its items and the dependency injection scope.
    /// </summary>
    /// <typeparam name="THandler">A class that implements a generated handler interface, such as <c>IChatServerHandler</c>.</typeparam>
    /// <returns>This builder.</returns>
    public TypedWsEndpointBuilder Add<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THandler>()
        where THandler : class, IServerHandler
        => Add(new ServedProtocol<THandler>(lifetime: null));

    /// <summary>Adds a protocol whose handlers live longer or shorter than <see cref="TypedWsServerOptions.HandlerLifetime"/> says.</summary>
    /// <typeparam name="THandler">A class that implements a generated handler interface, such as <c>IChatServerHandler</c>.</typeparam>
    /// <param name="lifetime">How long each handler lives.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="lifetime"/> is none of <see cref="HandlerLifetime"/>.</exception>
    public TypedWsEndpointBuilder Add<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THandler>(HandlerLifetime lifetime)
        where THandler : class, IServerHandler
        => Enum.IsDefined(lifetime)
            ? Add(new ServedProtocol<THandler>(lifetime))
            : throw new ArgumentOutOfRangeException(nameof(lifetime), lifetime, "Expected PerConversation or PerMessage.");

    private TypedWsEndpointBuilder Add(ServedProtocol protocol)
    {
        _protocols.Add(protocol);
        return this;
    }
}

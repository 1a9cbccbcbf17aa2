using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using TypedWs.CompilerServices;

namespace TypedWs.AspNetCore.Endpoint;

/// <summary>A protocol that an endpoint serves, and the class that handles it. Immutable and thread-safe.</summary>
/// <param name="protocol">The protocol.</param>
/// <param name="lifetime">How long handlers live; null for what the server's options say.</param>
internal abstract class ServedProtocol(ServerProtocol protocol, HandlerLifetime? lifetime)
{
    public ServerProtocol Protocol => protocol;

    public ProtocolDescriptor Descriptor => protocol.Descriptor;

    /// <summary>How long handlers live; null for what the server's options say.</summary>
    public HandlerLifetime? Lifetime => lifetime;

    /// <summary>The handler's class, for errors.</summary>
    public abstract Type HandlerType { get; }

    /// <summary>Takes the handler of one conversation or message from its services: the registered one, or else a new one with what its constructor asks for.</summary>
    /// <param name="services">The conversation's or message's.</param>
    /// <param name="isOurs">Whether it was made here: the container disposes of its own.</param>
    public abstract object GetHandler(IServiceProvider services, out bool isOurs);
}

/// <inheritdoc cref="ServedProtocol"/>
/// <typeparam name="THandler">The handler's class.</typeparam>
internal sealed class ServedProtocol<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THandler>(HandlerLifetime? lifetime) : ServedProtocol(THandler.Protocol, lifetime)
    where THandler : class, IServerHandler
{
    private static readonly ObjectFactory<THandler> Create = ActivatorUtilities.CreateFactory<THandler>([]);

    public override Type HandlerType => typeof(THandler);

    public override object GetHandler(IServiceProvider services, out bool isOurs)
    {
        THandler? registered = services.GetService<THandler>();
        isOurs = registered is null;
        return registered ?? Create(services, null);
    }
}

using Microsoft.Extensions.DependencyInjection;
using TypedWs.AspNetCore.Hosting;
using TypedWs.CompilerServices;

namespace TypedWs.AspNetCore;

/// <summary>
/// Adds protocols to the services of a server. Made by <see cref="TypedWsServiceCollectionExtensions.AddTypedWs"/>; for start-up code, not
/// thread-safe.
/// </summary>
public sealed class TypedWsBuilder
{
    internal TypedWsBuilder(IServiceCollection services) => Services = services;

    /// <summary>The services of the server.</summary>
    public IServiceCollection Services { get; }

    /// <summary>Makes the sessions of a protocol injectable: with <c>ChatProtocol</c>, every service may ask for <c>ChatSessions</c>.</summary>
    /// <typeparam name="TProtocol">The class marked <see cref="ProtocolAttribute"/>.</typeparam>
    /// <returns>This builder.</returns>
    public TypedWsBuilder AddProtocol<TProtocol>()
        where TProtocol : IProtocol
    {
        TProtocol.Register(new ProtocolServices(Services));
        return this;
    }
}

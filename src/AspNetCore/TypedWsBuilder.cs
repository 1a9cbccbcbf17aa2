using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
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

    /// <summary>
    /// Adds an interceptor to every conversation of this server, and to what is sent to audiences. It is a singleton, made by dependency injection when the first
    /// endpoint is mapped, unless it is registered otherwise; it must not ask for sessions such as <c>ChatSessions</c>, which need it. The first that is added is the
    /// outermost.
    /// </summary>
    /// <typeparam name="TInterceptor">The interceptor.</typeparam>
    /// <returns>This builder.</returns>
    public TypedWsBuilder AddInterceptor<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TInterceptor>()
        where TInterceptor : MessageInterceptor
    {
        Services.TryAddSingleton<TInterceptor>();
        Services.AddOptions<TypedWsServerOptions>().Configure<TInterceptor>(static (options, interceptor) => options.Conversation.Interceptors.Add(interceptor));
        return this;
    }
}

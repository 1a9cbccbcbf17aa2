using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using TypedWs.AspNetCore.DirectSockets;
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

    /// <summary>
    /// Lets a WebSocket take its TCP connection out of Kestrel after the handshake: frames are read from the socket and written to it directly, in large pieces, where
    /// they would pass through Kestrel's pipes, pieces of 4 KiB and a change of threads each. May be called repeatedly; every <paramref name="configure"/> runs.
    /// </summary>
    /// <param name="configure">Changes the settings.</param>
    /// <returns>This builder.</returns>
    /// <remarks>
    /// <para>Replaces Kestrel's transport for all TCP endpoints of the host, also those that serve ordinary requests only; Kestrel's <c>SocketTransportOptions</c> are not
    /// read there. Unix domain sockets, inherited handles and named pipes stay with Kestrel's own transports, and so does everything under another server than
    /// Kestrel.</para>
    /// <para>What profits is <c>ws://</c> over HTTP/1.1, as behind a proxy that ends TLS. Connections with TLS, with HTTP/2, or with a connection middleware
    /// that puts its own transport over Kestrel's work as before, through pipes.</para>
    /// <para>Of the request of such a WebSocket, <see cref="Microsoft.AspNetCore.Http.HttpContext.RequestAborted"/> fires only when the conversation is over.</para>
    /// </remarks>
    public TypedWsBuilder UseDirectSockets(Action<DirectSocketOptions>? configure = null)
    {
        // Kestrel asks the factory that was added last first, and adds its own only where there is none.
        Services.TryAddEnumerable(ServiceDescriptor.Singleton<IConnectionListenerFactory, SocketTransportFactory>());
        Services.TryAddEnumerable(ServiceDescriptor.Singleton<IConnectionListenerFactory, DirectSocketTransportFactory>());
        OptionsBuilder<DirectSocketOptions> options = Services.AddOptions<DirectSocketOptions>();
        if (configure is not null)
            options.Configure(configure);

        return this;
    }
}

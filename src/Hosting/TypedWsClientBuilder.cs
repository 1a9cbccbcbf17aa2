using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using TypedWs.CompilerServices;

namespace TypedWs.Hosting;

/// <summary>
/// Says what there is to say about a client of the host. Made by <see cref="TypedWsClientServiceCollectionExtensions"/>; for start-up code, not thread-safe.
/// </summary>
/// <typeparam name="TClient">The generated client.</typeparam>
public sealed class TypedWsClientBuilder<TClient>
    where TClient : TypedWsClient, IGeneratedClient<TClient>
{
    private readonly ClientRegistration<TClient> _registration;

    internal TypedWsClientBuilder(IServiceCollection services, ClientRegistration<TClient> registration)
    {
        Services = services;
        _registration = registration;
    }

    /// <summary>The services of the application.</summary>
    public IServiceCollection Services { get; }

    /// <summary>The name of the client's <see cref="TypedWsClientOptions"/>, which its logs and errors use, too.</summary>
    public string Name => _registration.Name;

    /// <summary>Changes settings with the help of services, such as one that holds a secret. Runs once, when the client is made, in the order of the calls.</summary>
    /// <param name="configure">Changes the settings.</param>
    /// <returns>This builder.</returns>
    public TypedWsClientBuilder<TClient> Configure(Action<IServiceProvider, TypedWsClientOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        Services.AddOptions<TypedWsClientOptions>(Name).Configure<IServiceProvider>((options, provider) => configure(provider, options));
        return this;
    }

    /// <summary>
    /// Takes settings from the configuration, such as <c>builder.Configuration.GetSection("Chat")</c>: <c>Uri</c>, <c>Format</c>, <c>Headers</c>, <c>ConnectTimeout</c>,
    /// <c>MaxRedirects</c>, <c>SendBufferSize</c>, and the numbers, times and switches of <c>Connection</c>, <c>Conversation</c> and <c>Reconnect</c>, each under the name of its
    /// property. What is not there stays as it is; a value of the wrong kind refuses to start. Read once, when the client is made, without reflection.
    /// </summary>
    /// <param name="section">Where the settings are.</param>
    /// <returns>This builder.</returns>
    public TypedWsClientBuilder<TClient> Bind(IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(section);
        return Configure((_, options) => ClientSettings.Read(section, options));
    }

    /// <summary>
    /// Adds an interceptor to the client. It is a singleton, made by dependency injection with the client, unless it is registered otherwise; it must not ask for the
    /// client, which needs it. The first that is added is the outermost.
    /// </summary>
    /// <typeparam name="TInterceptor">The interceptor.</typeparam>
    /// <returns>This builder.</returns>
    public TypedWsClientBuilder<TClient> AddInterceptor<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TInterceptor>()
        where TInterceptor : MessageInterceptor
    {
        Services.TryAddSingleton<TInterceptor>();
        return Configure(static (provider, options) => options.Conversation.Interceptors.Add(provider.GetRequiredService<TInterceptor>()));
    }

    /// <summary>
    /// Does something to the client when the host starts, before it connects: the place for <c>OnSaid</c> and the like, and for <see cref="TypedWsClient.Connected"/>.
    /// Calls run in their order.
    /// </summary>
    /// <param name="configure">Gets the client. The services are the application's own, not those of a scope.</param>
    /// <returns>This builder.</returns>
    public TypedWsClientBuilder<TClient> ConfigureClient(Action<IServiceProvider, TClient> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        _registration.Configurations.Add(configure);
        return this;
    }

    /// <summary>
    /// Makes the host's start wait until the client is connected, and fail when it gives up. How long it tries is up to <see cref="TypedWsClientOptions.Reconnect"/>: with
    /// <see cref="Transport.WsReconnectOptions.RetryFirstConnect"/> false, the first attempt decides. The host's <c>StartupTimeout</c> ends the wait, too.
    /// </summary>
    /// <returns>This builder.</returns>
    public TypedWsClientBuilder<TClient> WaitForConnection()
    {
        _registration.WaitsForConnection = true;
        return this;
    }
}

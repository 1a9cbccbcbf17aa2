using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TypedWs;
using TypedWs.CompilerServices;
using TypedWs.Hosting;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers typed clients that live as long as the application.</summary>
public static class TypedWsClientServiceCollectionExtensions
{
    /// <summary>
    /// Adds a client that connects when the host starts and closes with 1001 when it stops. It is a singleton, injectable by its type. Its settings are the
    /// <see cref="TypedWsClientOptions"/> named after that type, such as <c>ChatClient</c>. May be called repeatedly; every <paramref name="configure"/> runs.
    /// </summary>
    /// <remarks>
    /// <para>
    /// What the server sends is handled by the protocol's client handler, such as <c>IChatClientHandler</c>, where one is registered as a singleton, and by what
    /// <see cref="TypedWsClientBuilder{TClient}.ConfigureClient"/> registers. Both happen when the host starts, before the client connects, so a handler may inject the client.
    /// </para>
    /// <para>
    /// The host's start does not wait for the server: <see cref="TypedWs.Transport.WsReconnectOptions.RetryFirstConnect"/> is true unless set otherwise, and a client that gives up
    /// says so in the log; the application goes on. <see cref="TypedWsClientBuilder{TClient}.WaitForConnection"/> changes that.
    /// Clients log to the host's logging unless <see cref="TypedWsClientOptions.LoggerFactory"/> is set.
    /// </para>
    /// </remarks>
    /// <typeparam name="TClient">The generated client, such as <c>ChatClient</c>.</typeparam>
    /// <param name="services">The services of the application.</param>
    /// <param name="configure">Sets the address, which has no default, and changes the other settings.</param>
    /// <returns>A builder that takes what else there is to say.</returns>
    /// <exception cref="InvalidOperationException">Another client has the same options.</exception>
    public static TypedWsClientBuilder<TClient> AddTypedWsClient<TClient>(this IServiceCollection services, Action<TypedWsClientOptions> configure)
        where TClient : TypedWsClient, IGeneratedClient<TClient>
    {
        ArgumentNullException.ThrowIfNull(configure);
        return services.AddTypedWsClient<TClient>().Configure((_, options) => configure(options));
    }

    /// <summary>
    /// Adds a client whose settings the builder takes, as <see cref="AddTypedWsClient{TClient}(IServiceCollection, Action{TypedWsClientOptions})"/> does.
    /// </summary>
    /// <typeparam name="TClient">The generated client, such as <c>ChatClient</c>.</typeparam>
    /// <param name="services">The services of the application.</param>
    /// <returns>A builder that takes what else there is to say.</returns>
    /// <exception cref="InvalidOperationException">Another client has the same options.</exception>
    public static TypedWsClientBuilder<TClient> AddTypedWsClient<TClient>(this IServiceCollection services)
        where TClient : TypedWsClient, IGeneratedClient<TClient>
    {
        ArgumentNullException.ThrowIfNull(services);
        return Add<TClient>(services, null);
    }

    /// <summary>
    /// Adds one of several clients, as <see cref="AddTypedWsClient{TClient}(IServiceCollection, Action{TypedWsClientOptions})"/> does. It is a keyed singleton, injectable with
    /// <see cref="FromKeyedServicesAttribute"/> and its name, and its settings are the <see cref="TypedWsClientOptions"/> of that name. A client handler that is
    /// registered with the same key goes before the one without.
    /// </summary>
    /// <typeparam name="TClient">The generated client, such as <c>ChatClient</c>.</typeparam>
    /// <param name="services">The services of the application.</param>
    /// <param name="name">The client's name: its service key, and its options' name.</param>
    /// <param name="configure">Sets the address, which has no default, and changes the other settings.</param>
    /// <returns>A builder that takes what else there is to say.</returns>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    /// <exception cref="InvalidOperationException">Another client has the same options.</exception>
    public static TypedWsClientBuilder<TClient> AddTypedWsClient<TClient>(
        this IServiceCollection services,
        string name,
        Action<TypedWsClientOptions> configure)
        where TClient : TypedWsClient, IGeneratedClient<TClient>
    {
        ArgumentNullException.ThrowIfNull(configure);
        return services.AddTypedWsClient<TClient>(name).Configure((_, options) => configure(options));
    }

    /// <summary>
    /// Adds one of several clients, whose settings the builder takes, as
    /// <see cref="AddTypedWsClient{TClient}(IServiceCollection, string, Action{TypedWsClientOptions})"/> does.
    /// </summary>
    /// <typeparam name="TClient">The generated client, such as <c>ChatClient</c>.</typeparam>
    /// <param name="services">The services of the application.</param>
    /// <param name="name">The client's name: its service key, and its options' name.</param>
    /// <returns>A builder that takes what else there is to say.</returns>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    /// <exception cref="InvalidOperationException">Another client has the same options.</exception>
    public static TypedWsClientBuilder<TClient> AddTypedWsClient<TClient>(this IServiceCollection services, string name)
        where TClient : TypedWsClient, IGeneratedClient<TClient>
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return Add<TClient>(services, name);
    }

    private static TypedWsClientBuilder<TClient> Add<TClient>(IServiceCollection services, string? key)
        where TClient : TypedWsClient, IGeneratedClient<TClient>
    {
        if (Find<TClient>(services, key) is not { } registration)
        {
            registration = new ClientRegistration<TClient>(key);
            services.AddKeyedSingleton<IClientRegistration>(registration.Name, registration);
            AddServices(services, registration);
        }

        return new TypedWsClientBuilder<TClient>(services, registration);
    }

    private static ClientRegistration<TClient>? Find<TClient>(IServiceCollection services, string? key)
        where TClient : TypedWsClient, IGeneratedClient<TClient>
    {
        string name = ClientRegistration<TClient>.NameOf(key);
        ServiceDescriptor? found = services.FirstOrDefault(
            service => service.IsKeyedService && service.ServiceType == typeof(IClientRegistration) && name.Equals(service.ServiceKey));
        if (found is null || (found.KeyedImplementationInstance is ClientRegistration<TClient> same && same.Key == key))
            return (ClientRegistration<TClient>?)found?.KeyedImplementationInstance;

        throw new InvalidOperationException(
            $"Two clients would have the options '{name}': {found.KeyedImplementationInstance} and {new ClientRegistration<TClient>(key)}. Add one of them with another name.");
    }

    private static void AddServices<TClient>(IServiceCollection services, ClientRegistration<TClient> registration)
        where TClient : TypedWsClient, IGeneratedClient<TClient>
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<TypedWsClientOptions>, TypedWsClientOptionsValidator>());
        services.AddOptions<TypedWsClientOptions>(registration.Name)
            .Configure<IServiceProvider>(static (options, provider) =>
            {
                options.Reconnect.RetryFirstConnect = true;
                options.LoggerFactory = provider.GetService<ILoggerFactory>() ?? options.LoggerFactory;
            })
            .ValidateOnStart();
        if (registration.Key is { } key)
            services.AddKeyedSingleton(key, (provider, _) => registration.Create(provider));
        else
            services.AddSingleton(registration.Create);
        services.AddSingleton<IHostedService>(provider => new ClientHost<TClient>(provider, registration));
    }
}

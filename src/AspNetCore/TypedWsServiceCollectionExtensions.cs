using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using TypedWs.AspNetCore;
using TypedWs.AspNetCore.Admission;
using TypedWs.AspNetCore.Conversations;
using TypedWs.AspNetCore.Hosting;
using TypedWs.AspNetCore.Sessions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers what a TypedWs server needs.</summary>
public static class TypedWsServiceCollectionExtensions
{
    /// <summary>Adds the services behind <c>MapTypedWs</c>. May be called repeatedly; every <paramref name="configure"/> runs.</summary>
    /// <param name="services">The services of the server.</param>
    /// <param name="configure">Changes the settings.</param>
    /// <returns>A builder that takes the protocols.</returns>
    public static TypedWsBuilder AddTypedWs(this IServiceCollection services, Action<TypedWsServerOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddMetrics();
        services.TryAddSingleton<ServerMetrics>();
        services.TryAddSingleton<ServerShutdown>();
        services.TryAddSingleton<ConnectionLimits>();
        services.TryAddSingleton<ConversationWatch>();
        services.TryAddSingleton<ProtocolHubs>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, ListenAddressCheck>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<TypedWsServerOptions>, TypedWsServerOptionsValidator>());
        OptionsBuilder<TypedWsServerOptions> options = services.AddOptions<TypedWsServerOptions>();
        if (configure is not null)
            options.Configure(configure);

        return new TypedWsBuilder(services);
    }
}

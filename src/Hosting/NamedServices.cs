using Microsoft.Extensions.DependencyInjection;

namespace TypedWs.Hosting;

/// <summary>Services as a client sees them: what is registered with the client's key goes before what has none.</summary>
internal sealed class NamedServices(IServiceProvider services, string? key) : IServiceProvider
{
    public object? GetService(Type serviceType)
        => (key is not null && services is IKeyedServiceProvider keyed ? keyed.GetKeyedService(serviceType, key) : null) ?? services.GetService(serviceType);
}

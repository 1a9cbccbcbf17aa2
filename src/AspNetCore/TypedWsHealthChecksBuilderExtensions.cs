using Microsoft.Extensions.Diagnostics.HealthChecks;
using TypedWs.AspNetCore.Hosting;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds TypedWs to an application's health checks.</summary>
public static class TypedWsHealthChecksBuilderExtensions
{
    /// <summary>
    /// Adds a check that is healthy while the server takes new connections, degraded from nine tenths of <c>MaxConnections</c> on, and unhealthy while the application
    /// stops. Its data says how many connections there are, and how many sessions each protocol has. Needs <c>AddTypedWs</c>.
    /// </summary>
    /// <param name="builder">The health checks.</param>
    /// <param name="name">The check's name.</param>
    /// <param name="failureStatus">What is reported while the application stops; null for <see cref="HealthStatus.Unhealthy"/>.</param>
    /// <param name="tags">Tags, to choose checks by.</param>
    /// <returns>The health checks.</returns>
    public static IHealthChecksBuilder AddTypedWs(this IHealthChecksBuilder builder, string name = "typedws", HealthStatus? failureStatus = null, IEnumerable<string>? tags = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddCheck<TypedWsHealthCheck>(name, failureStatus, tags ?? []);
    }
}

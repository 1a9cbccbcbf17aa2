using Microsoft.Extensions.Diagnostics.HealthChecks;
using TypedWs.AspNetCore.Admission;
using TypedWs.AspNetCore.Sessions;

namespace TypedWs.AspNetCore.Hosting;

/// <summary>Whether this server takes new connections: not while it stops, and hardly where it is almost full. Thread-safe.</summary>
internal sealed class TypedWsHealthCheck(ServerShutdown shutdown, ConnectionLimits limits, ProtocolHubs hubs) : IHealthCheck
{
    private const double AlmostFull = 0.9; // Of MaxConnections.

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(Check(context.Registration.FailureStatus));

    private HealthCheckResult Check(HealthStatus failureStatus)
    {
        int connections = limits.Connections;
        var data = new Dictionary<string, object>(StringComparer.Ordinal) { ["connections"] = connections };
        foreach ((string protocol, int sessions) in hubs.CountSessions())
            data["sessions " + protocol] = sessions;

        if (shutdown.Stopping.IsCancellationRequested)
            return new HealthCheckResult(failureStatus, "The server stops and takes no new connections.", data: data);

        return connections >= limits.MaxConnections * AlmostFull
            ? HealthCheckResult.Degraded($"{connections} of {limits.MaxConnections} connections (TypedWsServerOptions.MaxConnections) are taken.", data: data)
            : HealthCheckResult.Healthy("The server takes new connections.", data);
    }
}

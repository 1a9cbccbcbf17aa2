using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace TypedWs.AspNetCore.Tests.Hosting;

public sealed class HealthCheckTests
{
    [Fact]
    public async Task CheckHealth_Accepting_IsHealthyAndCountsSessions()
    {
        await using LabServer server = await StartAsync();
        await using LabClient client = await server.ConnectAsync();
        await server.Probe.Connected.Soon();

        HealthReportEntry entry = await CheckAsync(server);

        Assert.Equal(HealthStatus.Healthy, entry.Status);
        Assert.Equal((1, 1), (entry.Data["connections"], entry.Data["sessions lab/2"]));
    }

    [Theory]
    [InlineData(1, HealthStatus.Degraded)]
    [InlineData(2, HealthStatus.Healthy)]
    public async Task CheckHealth_AlmostFull_IsDegraded(int maxConnections, HealthStatus expected)
    {
        await using LabServer server = await StartAsync(options => options.MaxConnections = maxConnections);
        await using LabClient client = await server.ConnectAsync();

        Assert.Equal(expected, (await CheckAsync(server)).Status);
    }

    [Fact]
    public async Task CheckHealth_Stopping_IsUnhealthy()
    {
        await using LabServer server = await StartAsync();
        server.Logs.ExpectsErrors = true; // The health checks log what is unhealthy.
        server.BeginStopping();

        Assert.Equal(HealthStatus.Unhealthy, (await CheckAsync(server)).Status);
    }

    private static Task<LabServer> StartAsync(Action<TypedWsServerOptions>? options = null)
        => LabServer.StartAsync(options, static builder => builder.Services.AddHealthChecks().AddTypedWs());

    private static async Task<HealthReportEntry> CheckAsync(LabServer server)
    {
        HealthReport report = await server.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(TestContext.Current.CancellationToken);
        return report.Entries["typedws"];
    }
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace TypedWs.Interop.Tests;

/// <summary>Our server, on a free port of this machine. An error in its log that the test does not expect fails the test.</summary>
public sealed class LabServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly CapturingLoggerFactory _logs;

    private LabServer(WebApplication app, CapturingLoggerFactory logs)
    {
        _app = app;
        _logs = logs;
    }

    /// <summary>The address of the endpoint.</summary>
    public Uri Uri => new UriBuilder(_app.Urls.Single() + "/lab") { Scheme = "ws" }.Uri;

    /// <summary>What the handlers say.</summary>
    public LabProbe Probe { get; } = new();

    public static async Task<LabServer> StartAsync()
    {
        var logs = new CapturingLoggerFactory();
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<ILoggerFactory>(logs);
        builder.Services.AddTypedWs().AddProtocol<LabProtocol>();
        LabServer? server = null;
        builder.Services.AddSingleton(_ => server!.Probe);

        WebApplication app = builder.Build();
        app.MapTypedWs<LabHandler>("/lab");
        server = new LabServer(app, logs);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _logs.Dispose();
    }
}

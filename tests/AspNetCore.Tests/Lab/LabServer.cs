using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TypedWs.AspNetCore.Tests.DirectSockets;
using TypedWs.Tests;
using Xunit.v3;

namespace TypedWs.AspNetCore.Tests;

/// <summary>
/// A real server on a free port of this machine, serving the lab protocol at <c>/lab</c>. An error that the test does not expect fails it.
/// </summary>
public sealed class LabServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly CapturingLoggerFactory _logs;

    private LabServer(WebApplication app, CapturingLoggerFactory logs)
    {
        _app = app;
        _logs = logs;
    }

    /// <summary>So run the tests that are marked, and with TYPEDWS_DIRECT_SOCKETS=1 all of them.</summary>
    private static bool UsesDirectSockets
        => TestContext.Current.TestClass is IXunitTestClass { Class: { } tests } && tests.IsAssignableTo(typeof(IOnDirectSockets))
            || Environment.GetEnvironmentVariable("TYPEDWS_DIRECT_SOCKETS") == "1";

    public CapturingLogger Logs => _logs.Logger;

    public IServiceProvider Services => _app.Services;

    public LabProbe Probe => Services.GetRequiredService<LabProbe>();

    public LabSessions Sessions => Services.GetRequiredService<LabSessions>();

    /// <summary>The address of the endpoint, over HTTP.</summary>
    public Uri HttpUri => new(_app.Urls.Single() + "/lab");

    /// <summary>The address of the endpoint, over WebSocket.</summary>
    public Uri Uri => new UriBuilder(HttpUri) { Scheme = HttpUri.Scheme == "https" ? "wss" : "ws" }.Uri;

    public static async Task<LabServer> StartAsync(
        Action<TypedWsServerOptions>? options = null,
        Action<WebApplicationBuilder>? services = null,
        Action<WebApplication>? middleware = null,
        Action<IEndpointConventionBuilder>? endpoint = null,
        string url = "http://127.0.0.1:0")
    {
        var logs = new CapturingLoggerFactory();
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(url);
        builder.Services.AddSingleton<ILoggerFactory>(logs);
        builder.Services.AddSingleton<LabProbe>().AddScoped<LabScope>();
        TypedWsBuilder typedWs = builder.Services.AddTypedWs(options).AddProtocol<LabProtocol>();
        if (UsesDirectSockets)
            typedWs.UseDirectSockets();
        services?.Invoke(builder);

        WebApplication app = builder.Build();
        middleware?.Invoke(app);
        IEndpointConventionBuilder mapped = app.MapTypedWs<LabHandler>("/lab");
        endpoint?.Invoke(mapped);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new LabServer(app, logs);
    }

    /// <summary>A typed client, connected.</summary>
    public async Task<LabClient> ConnectAsync(
        WireFormat format = WireFormat.Json,
        Action<LabClient>? register = null,
        Action<TypedWsClientOptions>? configure = null)
    {
        var options = new TypedWsClientOptions { Uri = Uri, Format = format };
        configure?.Invoke(options);
        var client = new LabClient(options);
        register?.Invoke(client);
        await client.ConnectAsync(TestContext.Current.CancellationToken);
        return client;
    }

    /// <summary>Says that the host stops, and leaves the server listening.</summary>
    public void BeginStopping() => Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();

    public Task StopAsync() => _app.StopAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _logs.Dispose();
    }
}

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TypedWs.AspNetCore.Tests;
using TypedWs.Tests;
using TypedWs.Transport;

namespace TypedWs.Hosting.Tests;

/// <summary>A generic host with clients in it. An error that the test does not expect fails it.</summary>
public sealed class Application : IAsyncDisposable
{
    private readonly CapturingLoggerFactory _logs = new();
    private readonly IHost _host;

    public Application(Action<IServiceCollection> add)
    {
        ArgumentNullException.ThrowIfNull(add);
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton<ILoggerFactory>(_logs);
        add(builder.Services);
        _host = builder.Build();
    }

    public CapturingLogger Logs => _logs.Logger;

    public IServiceProvider Services => _host.Services;

    public LabClient Client => Services.GetRequiredService<LabClient>();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<Application> StartAsync(Action<IServiceCollection> add)
    {
        var application = new Application(add);
        await application.StartAsync();
        return application;
    }

    /// <summary>Hasty settings: attempts follow each other at once.</summary>
    public static void Configure(TypedWsClientOptions options, Uri uri)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Uri = uri;
        options.Reconnect.Policy = WsReconnectPolicy.Fixed(TimeSpan.FromMilliseconds(10));
    }

    public Task StartAsync() => _host.StartAsync(Token).Soon();

    public Task StopAsync() => _host.StopAsync(Token).Soon();

    public async ValueTask DisposeAsync()
    {
        if (_host is IAsyncDisposable host)
            await host.DisposeAsync();
        _logs.Dispose();
    }
}

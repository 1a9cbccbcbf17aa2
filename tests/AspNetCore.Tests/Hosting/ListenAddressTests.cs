using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace TypedWs.AspNetCore.Tests.Hosting;

/// <summary>A <c>ws://</c> address is for clients; a server that is told to listen on one says so.</summary>
public sealed class ListenAddressTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("ws://127.0.0.1:5000", "http://127.0.0.1:5000")]
    [InlineData("wss://*:5001", "https://*:5001")]
    [InlineData("WS://localhost:5000/chat", "http://localhost:5000/chat")]
    [InlineData("http://127.0.0.1:0; ws://127.0.0.1:0", "http://127.0.0.1:0")]
    public async Task StartAsync_UseUrls_SaysWhereToListen(string urls, string expected)
        => await RefusedAsync(builder => builder.WebHost.UseUrls(urls), static _ => { }, expected);

    [Fact]
    public async Task StartAsync_AppUrls_SaysWhereToListen()
        => await RefusedAsync(static _ => { }, static app => app.Urls.Add("ws://localhost:5000"), "http://localhost:5000");

    [Theory]
    [InlineData("urls")]
    [InlineData("Kestrel:Endpoints:Chat:Url")]
    public async Task StartAsync_Configuration_SaysWhereToListen(string setting)
        => await RefusedAsync(builder => builder.Configuration[setting] = "wss://localhost:5001", static _ => { }, "https://localhost:5001");

    [Fact]
    public async Task StartAsync_GenericHost_SaysWhereToListen()
    {
        using IHost host = Host.CreateDefaultBuilder()
            .ConfigureWebHost(web => web.UseKestrel().UseUrls("ws://localhost:5000").Configure(static _ => { }).ConfigureServices(services => services.AddTypedWs()))
            .Build();

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => host.StartAsync(Token));

        Assert.Contains("listen on http://localhost:5000", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StartAsync_HostWithoutServer_Starts()
    {
        using IHost host = new HostBuilder().ConfigureServices(services => services.AddTypedWs()).Build();

        await host.StartAsync(Token);
        await host.StopAsync(Token);

        Assert.NotEmpty(host.Services.GetServices<IHostedService>());
    }

    private static async Task RefusedAsync(Action<WebApplicationBuilder> configure, Action<WebApplication> change, string expected)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddTypedWs();
        configure(builder);
        await using WebApplication app = builder.Build();
        change(app);

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => app.StartAsync(Token));

        Assert.Contains($"listen on {expected},", exception.Message, StringComparison.Ordinal);
        Assert.Contains("let clients connect to ws", exception.Message, StringComparison.OrdinalIgnoreCase);
    }
}

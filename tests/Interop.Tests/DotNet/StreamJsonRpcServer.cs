using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using StreamJsonRpc;

namespace TypedWs.Interop.Tests.DotNet;

/// <summary>A StreamJsonRpc server on Kestrel's WebSockets, on a free port of this machine.</summary>
internal sealed class StreamJsonRpcServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private StreamJsonRpcServer(WebApplication app) => _app = app;

    /// <summary>What the handlers say.</summary>
    public LabProbe Probe { get; } = new();

    public static async Task<StreamJsonRpcServer> StartAsync(JsonLibrary library, JsonRpcEnumerableSettings? settings = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        WebApplication app = builder.Build();
        var server = new StreamJsonRpcServer(app);
        app.UseWebSockets();
        app.Map("/lab", async context =>
        {
            using var socket = await context.WebSockets.AcceptWebSocketAsync();
            using var connection = new StreamJsonRpcConnection(socket, library, rpc => new StreamJsonRpcTarget(rpc, server.Probe) { Settings = settings });
            await connection.Rpc.Completion;
        });
        await app.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    /// <summary>Our client, connected.</summary>
    public async Task<LabClient> ConnectAsync(ILabClientHandler handler)
    {
        var client = new LabClient(new TypedWsClientOptions { Uri = new UriBuilder(_app.Urls.Single() + "/lab") { Scheme = "ws" }.Uri }, handler);
        await client.ConnectAsync(TestContext.Current.CancellationToken);
        return client;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}

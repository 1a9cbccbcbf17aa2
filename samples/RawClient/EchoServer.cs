using Microsoft.AspNetCore.Http.Features;
using TypedWs.Transport;

namespace RawClient;

/// <summary>An echo server on a free port of this machine: the same transport in the other role, on Kestrel's upgrade.</summary>
internal sealed class EchoServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private EchoServer(WebApplication app)
    {
        _app = app;
    }

    public Uri Uri => new UriBuilder(_app.Urls.Single()) { Scheme = "ws" }.Uri;

    public static async Task<EchoServer> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        WebApplication app = builder.Build();
        app.MapGet("/", EchoAsync);
        await app.StartAsync();
        return new EchoServer(app);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static async Task EchoAsync(HttpContext http)
    {
        string? key = http.Request.Headers["Sec-WebSocket-Key"];
        if (http.Features.Get<IHttpUpgradeFeature>() is not { IsUpgradableRequest: true } upgrade || !WsServerHandshake.IsValidKey(key))
        {
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        http.Response.Headers.Upgrade = "websocket";
        http.Response.Headers.Connection = "Upgrade";
        http.Response.Headers["Sec-WebSocket-Accept"] = WsServerHandshake.ComputeAccept(key);
        await using var connection = new WsConnection(await upgrade.UpgradeAsync(), WsRole.Server);
        connection.Start(new Echo(connection));
        await connection.Completion;
    }

    private sealed class Echo(WsConnection connection) : IWsReceiver
    {
        public ValueTask OnMessageAsync(WsMessageType type, ReadOnlyMemory<byte> payload) => connection.SendAsync(type, payload);

        public void OnClosed(WsClosed closed)
        {
        }
    }
}

using LoadTest.Messages;
using LoadTest.Server;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;
using TypedWs.Transport;

namespace LoadTest.Contenders.Transport;

/// <summary>TypedWs.Transport alone, on both sides; bytes as they are.</summary>
internal sealed class TransportContender : IContender
{
    public string Key => "typedws-raw";

    public MessageFormat Format => MessageFormat.Raw;

    public void AddServices(IServiceCollection services)
    {
        services.AddSingleton<TransportAudience>();
        services.AddSingleton<IAudience>(provider => provider.GetRequiredService<TransportAudience>());
    }

    public void Map(WebApplication app) => app.Map(IContender.Path, ServeAsync);

    public async Task<IClientConnection> ConnectAsync(Uri uri, Sequence incoming)
    {
        WsHandshakeResult handshake = await WsClientHandshake.ConnectAsync(new WsHandshakeOptions { Uri = uri }, CancellationToken.None);
        return new TransportConnection(new WsConnection(handshake.Stream, WsRole.Client), incoming);
    }

    private static async Task ServeAsync(HttpContext context, ServerState state, TransportAudience audience)
    {
        await using var connection = new WsConnection(await AcceptAsync(context), WsRole.Server);
        var receiver = new ServerReceiver(connection, state);
        state.Newest = receiver;
        audience.Add(connection);
        connection.Start(receiver);
        await connection.Completion;
        audience.Remove(connection);
    }

    private static Task<Stream> AcceptAsync(HttpContext context)
    {
        IHeaderDictionary headers = context.Response.Headers;
        headers.Connection = HeaderNames.Upgrade;
        headers.Upgrade = "websocket";
        headers.SecWebSocketAccept = WsServerHandshake.ComputeAccept(context.Request.Headers.SecWebSocketKey.ToString());
        return context.Features.GetRequiredFeature<IHttpUpgradeFeature>().UpgradeAsync();
    }
}

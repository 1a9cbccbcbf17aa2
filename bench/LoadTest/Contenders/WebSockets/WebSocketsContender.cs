using System.Net.WebSockets;
using LoadTest.Messages;
using LoadTest.Server;

namespace LoadTest.Contenders.WebSockets;

/// <summary>ClientWebSocket and Kestrel's AcceptWebSocketAsync, bytes as they are.</summary>
internal sealed class WebSocketsContender : IContender
{
    public string Key => "websockets-raw";

    public MessageFormat Format => MessageFormat.Raw;

    public void AddServices(IServiceCollection services)
    {
        services.AddSingleton<Channels>();
        services.AddSingleton<IAudience, WebSocketsAudience>();
    }

    public void Map(WebApplication app)
    {
        app.UseWebSockets();
        app.Map(IContender.Path, ServeAsync);
    }

    public async Task<IClientConnection> ConnectAsync(Uri uri, Sequence incoming)
    {
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(uri, CancellationToken.None);
        return new WebSocketsConnection(socket, incoming);
    }

    private static async Task ServeAsync(HttpContext context, ServerState state, Channels channels)
    {
        using WebSocket socket = await context.WebSockets.AcceptWebSocketAsync();
        var channel = new WebSocketChannel(socket, WebSocketMessageType.Binary);
        state.Newest = new Connection(channel);
        await channels.ReceiveAsync(channel, payload =>
        {
            if (Payload.KindOf(payload.Span) == PayloadKind.Echo)
                return channel.SendAsync(payload);

            state.Incoming.Take(payload.Span);
            return ValueTask.CompletedTask;
        });
    }

    private sealed class Connection(WebSocketChannel channel) : IServerConnection
    {
        public ValueTask PushAsync(MessageShape shape, long seq)
            => channel.SendAsync(static (output, m) => Payload.Write(output, PayloadKind.Post, m.shape, m.seq), (shape, seq));
    }
}

using System.Buffers;
using System.Net.WebSockets;
using LoadTest.Contenders.WebSockets;
using LoadTest.Messages;
using LoadTest.Server;

namespace LoadTest.Contenders.ByHand;

/// <summary>ClientWebSocket and Kestrel's AcceptWebSocketAsync with envelopes of one's own: what a team has that uses no library.</summary>
internal sealed class ByHandContender(MessageFormat format, IEnvelopeFormat envelopes) : IContender
{
    public string Key => $"byhand-{format}".ToLowerInvariant();

    public MessageFormat Format => format;

    public void AddServices(IServiceCollection services)
    {
        services.AddSingleton(envelopes);
        services.AddSingleton<Channels>();
        services.AddSingleton<IAudience, ByHandAudience>();
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
        return new ByHandConnection(socket, envelopes, incoming);
    }

    private async Task ServeAsync(HttpContext context, ServerState state, Channels channels)
    {
        using WebSocket socket = await context.WebSockets.AcceptWebSocketAsync();
        var channel = new WebSocketChannel(socket, envelopes.MessageType);
        Action<IBufferWriter<byte>, Envelope> write = envelopes.Write; // One delegate, not one a message.
        state.Newest = new Connection(channel, write);
        await channels.ReceiveAsync(channel, message =>
        {
            Envelope envelope = envelopes.Read(message);
            if (envelope.Type == Envelope.Echo)
                return channel.SendAsync(write, envelope);

            envelope.Deliver(state.Incoming);
            return ValueTask.CompletedTask;
        });
    }

    private sealed class Connection(WebSocketChannel channel, Action<IBufferWriter<byte>, Envelope> write) : IServerConnection
    {
        public ValueTask PushAsync(MessageShape shape, long seq) => channel.SendAsync(write, Envelope.Of(Envelope.Post, shape, seq));
    }
}

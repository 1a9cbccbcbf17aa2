using System.Net.WebSockets;
using LoadTest.Messages;
using LoadTest.Server;
using StreamJsonRpc;

namespace LoadTest.Contenders.StreamJsonRpc;

/// <summary>StreamJsonRpc over the platform's WebSockets, with its own message handler.</summary>
internal sealed class StreamJsonRpcContender(MessageFormat format, Func<IJsonRpcMessageFormatter> createFormatter) : IContender
{
    public string Key => $"streamjsonrpc-{format}".ToLowerInvariant();

    public MessageFormat Format => format;

    public bool HasStreams => true;

    public void AddServices(IServiceCollection services)
    {
        services.AddSingleton<RpcConnections>();
        services.AddSingleton<IAudience>(provider => provider.GetRequiredService<RpcConnections>());
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
        JsonRpc rpc = Create(socket);
        rpc.AddLocalRpcMethod(MethodNames.Push, (Action<Line>)incoming.Take);
        rpc.AddLocalRpcMethod(MethodNames.PushDocument, (Action<Document>)incoming.Take);
        rpc.AddLocalRpcMethod(MethodNames.PushTick, (Action<Tick>)incoming.Take);
        rpc.StartListening();
        return new StreamJsonRpcConnection(rpc, socket);
    }

    private async Task ServeAsync(HttpContext context, ServerState state, RpcConnections connections)
    {
        using WebSocket socket = await context.WebSockets.AcceptWebSocketAsync();
        using JsonRpc rpc = Create(socket);
        rpc.AddLocalRpcTarget(new Feed(state));
        state.Newest = new Connection(rpc);
        rpc.StartListening();
        await connections.KeepAsync(rpc);
    }

    private JsonRpc Create(WebSocket socket) => new(new WebSocketMessageHandler(socket, createFormatter())) { CancelLocallyInvokedMethodsWhenConnectionIsClosed = true };

    private sealed class Connection(JsonRpc rpc) : IServerConnection
    {
        public ValueTask PushAsync(MessageShape shape, long seq) => new(rpc.NotifyAsync(MethodNames.PushOf(shape), Records.Of(shape, seq)));
    }
}

using LoadTest.Contenders.ByHand;
using LoadTest.Messages;

namespace LoadTest.Contenders.WebsocketClient;

/// <summary>Websocket.Client, which is a client only, at the server that is written by hand, with the same envelopes.</summary>
internal sealed class WebsocketClientContender(MessageFormat format, IEnvelopeFormat envelopes) : IContender
{
    private readonly ByHandContender _server = new(format, envelopes);

    public string Key => $"websocketclient-{format}".ToLowerInvariant();

    public MessageFormat Format => format;

    public void AddServices(IServiceCollection services) => _server.AddServices(services);

    public void Map(WebApplication app) => _server.Map(app);

    public async Task<IClientConnection> ConnectAsync(Uri uri, Sequence incoming)
    {
        // No timers of reconnecting, and no strings made of text before somebody asks for them.
        var client = new global::Websocket.Client.WebsocketClient(uri)
        {
            IsReconnectionEnabled = false,
            ReconnectTimeout = null,
            IsTextMessageConversionEnabled = false,
        };
        var connection = new WebsocketClientConnection(client, envelopes, incoming);
        await client.StartOrFail();
        return connection;
    }
}

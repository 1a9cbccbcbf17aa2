using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using TypedWs.Transport;

namespace TypedWs.AspNetCore.Tests.Handshake;

/// <summary>permessage-deflate from the handshake on: our endpoint with the platform's client, and our client with the platform's server.</summary>
public class CompressionTests
{
    private const string Text = "over and over and over and over and over and over and over and over and over and over and over and over";

    private static readonly string Request = $$"""{"jsonrpc":"2.0","method":"lab.echo","params":{"text":"{{Text}}","times":20},"id":1}""";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public async Task Endpoint_CompressionWantedByBothSides_IsUsedBothWays(bool serverContext, bool clientContext)
    {
        await using LabServer server = await LabServer.StartAsync(options => options.Connection.Compression = new WsCompressionOptions { MinMessageSize = 1 });
        using var client = new ClientWebSocket();
        client.Options.CollectHttpResponseDetails = true;
        client.Options.DangerousDeflateOptions = new WebSocketDeflateOptions { ServerContextTakeover = serverContext, ClientContextTakeover = clientContext };

        await client.ConnectAsync(server.Uri, Token);

        Assert.StartsWith("permessage-deflate", client.HttpResponseHeaders!["Sec-WebSocket-Extensions"].Single(), StringComparison.Ordinal);
        for (int i = 0; i < 3; i++)
        {
            await client.SendAsync(Encoding.UTF8.GetBytes(Request), WebSocketMessageType.Text, endOfMessage: true, Token);
            Assert.Contains(Text, await ReceiveAsync(client), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task TypedClient_CompressionWantedByBothSides_TalksCompressed()
    {
        await using LabServer server = await LabServer.StartAsync(options => options.Connection.Compression = new WsCompressionOptions());
        await using LabClient client = await server.ConnectAsync(configure: options => options.Connection.Compression = new WsCompressionOptions());

        Echoed echoed = await client.EchoAsync(new string('x', 5000), 1, Token);

        Assert.NotNull(client.Handshake!.Compression);
        Assert.Equal(new string('x', 5000), echoed.Text);
    }

    [Theory]
    [InlineData(true, "permessage-deflate; server_max_window_bits=10", null)]
    [InlineData(true, "permessage-deflate; client_max_window_bits", "permessage-deflate")]
    [InlineData(false, "permessage-deflate", null)]
    public async Task Endpoint_Offer_IsAnsweredAsTheServerCan(bool enabled, string offer, string? answer)
    {
        await using LabServer server = await LabServer.StartAsync(options => options.Connection.Compression = enabled ? new WsCompressionOptions() : null);
        Dictionary<string, string> headers = RawHandshake.Headers();
        headers["Sec-WebSocket-Extensions"] = offer;

        await using RawClient client = RawClient.Over(await RawHandshake.SendAsync(server.Uri, headers));

        Assert.Equal(answer, client.Handshake.Header("Sec-WebSocket-Extensions"));
        await client.AssertAliveAsync();
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(false, false)]
    public async Task Client_PlatformsServerCompresses_MessagesComeBackWhole(bool serverContext, bool clientContext)
    {
        await using LabServer server = await LabServer.StartAsync(middleware: app => app.UseWebSockets().Map("/platform", platform => platform.Run(EchoAsync)));
        var compression = new WsCompressionOptions { ServerContextTakeover = serverContext, ClientContextTakeover = clientContext };
        WsHandshakeResult handshake = await WsClientHandshake.ConnectAsync(
            new WsHandshakeOptions { Uri = new UriBuilder(server.Uri) { Path = "/platform" }.Uri, Compression = compression }, Token);
        Assert.NotNull(handshake.Compression);
        Assert.Equal(serverContext, !handshake.Compression.ServerNoContextTakeover);

        await using var connection = new WsConnection(
            handshake.Stream, WsRole.Client, new WsConnectionOptions { Compression = compression }, compression: handshake.Compression);
        var receiver = new LastMessage();
        connection.Start(receiver);
        for (int i = 1; i <= 3; i++)
        {
            string message = string.Concat(Enumerable.Repeat(Text, i * 20));
            await connection.SendAsync(WsMessageType.Text, Encoding.UTF8.GetBytes(message), Token);
            Assert.Equal(message, await receiver.NextAsync().Soon());
        }

        Assert.True((await connection.CloseAsync(cancellationToken: Token)).Clean);
    }

    private static async Task EchoAsync(HttpContext context)
    {
        using WebSocket socket = await context.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext { DangerousEnableCompression = true });
        while (true)
        {
            byte[] buffer = new byte[100_000];
            ValueWebSocketReceiveResult result = await socket.ReceiveAsync(buffer.AsMemory(), context.RequestAborted);
            if (result.MessageType == WebSocketMessageType.Close)
                break;
            await socket.SendAsync(buffer.AsMemory(0, result.Count), result.MessageType, result.EndOfMessage, context.RequestAborted);
        }

        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, context.RequestAborted);
    }

    private static async Task<string> ReceiveAsync(ClientWebSocket client)
    {
        byte[] buffer = new byte[100_000];
        int length = 0;
        while (true)
        {
            ValueWebSocketReceiveResult result = await client.ReceiveAsync(buffer.AsMemory(length), Token);
            length += result.Count;
            if (result.EndOfMessage)
                return Encoding.UTF8.GetString(buffer, 0, length);
        }
    }

    /// <summary>Hands a test one message after another.</summary>
    private sealed class LastMessage : IWsReceiver
    {
        private readonly System.Threading.Channels.Channel<string> _messages = System.Threading.Channels.Channel.CreateUnbounded<string>();

        public Task<string> NextAsync() => _messages.Reader.ReadAsync(Token).AsTask();

        public ValueTask OnMessageAsync(WsMessageType type, ReadOnlyMemory<byte> payload)
        {
            _messages.Writer.TryWrite(Encoding.UTF8.GetString(payload.Span));
            return ValueTask.CompletedTask;
        }

        public void OnClosed(WsClosed closed) => _messages.Writer.TryComplete();
    }
}

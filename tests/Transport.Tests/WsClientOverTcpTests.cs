using System.Text;
using System.Threading.Channels;
using TypedWs.Transport.Tests.Handshake;

namespace TypedWs.Transport.Tests;

/// <summary>What only a real connection shows: the steps in their order, as the handler is told of them.</summary>
public sealed class WsClientOverTcpTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Handler_OneConnection_IsToldEachStepInOrder()
    {
        await using var server = new ScriptedServer(async (stream, request, token) =>
        {
            string answer = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Protocol: chat\r\nX-Own: yes\r\n"
                + $"Sec-WebSocket-Accept: {WsServerHandshake.ComputeAccept(ScriptedServer.Key(request))}\r\n\r\n";
            await stream.WriteAsync(Encoding.ASCII.GetBytes(answer), token);
            await stream.WriteAsync(RawFrame.Text("hello", masked: false), token);
            await stream.WriteAsync(RawFrame.Create(2, [1, 2, 3], masked: false), token);
            await stream.WriteAsync(RawFrame.Close(4000, "enough", masked: false), token);
            await new RawPeer(stream).ExpectCloseAsync(4000);
        });
        var told = new Teller();
        var options = new WsClientOptions
        {
            Handshake = new WsHandshakeOptions { Uri = server.Uri, Subprotocols = { "chat" } },
            Reconnect = { Policy = WsReconnectPolicy.None },
        };
        await using var client = new WsClient(options, told);

        await client.ConnectAsync(Token);

        foreach (string expected in new[] { "TCP", "open 101 yes chat", "Text 5", "Binary 3", "closed 4000 enough by the peer, clean" })
            Assert.Equal(expected, await told.Steps.Reader.ReadAsync(Token));
    }

    private sealed class Teller : IWsClientHandler
    {
        public Channel<string> Steps { get; } = Channel.CreateUnbounded<string>();

        public void OnTcpConnected() => Steps.Writer.TryWrite("TCP");

        public void OnOpened(WsHandshakeResult handshake)
            => Steps.Writer.TryWrite($"open {handshake.StatusCode} {handshake.Headers["X-Own"]} {handshake.Subprotocol}");

        public ValueTask OnMessageAsync(WsMessageType type, ReadOnlyMemory<byte> payload) => Steps.Writer.WriteAsync($"{type} {payload.Length}");

        public void OnClosed(WsClosed closed)
            => Steps.Writer.TryWrite($"closed {(int)closed.Code} {closed.Reason} {(closed.ByPeer ? "by the peer" : "by us")}, {(closed.Clean ? "clean" : "cut")}");
    }
}

using System.Net.WebSockets;
using System.Text;
using TypedWs.Tests;

namespace TypedWs.Transport.Tests.Compression;

/// <summary>The platform's own implementation, with its compression, as the other side.</summary>
public sealed class CompressionInteropTests
{
    [Theory]
    [InlineData(WsRole.Client, true, true)]
    [InlineData(WsRole.Client, true, false)]
    [InlineData(WsRole.Client, false, true)]
    [InlineData(WsRole.Client, false, false)]
    [InlineData(WsRole.Server, true, true)]
    [InlineData(WsRole.Server, true, false)]
    [InlineData(WsRole.Server, false, true)]
    [InlineData(WsRole.Server, false, false)]
    public async Task WsConnection_WithThePlatformsWebSocket_UnderstandsEachOther(WsRole role, bool serverContext, bool clientContext)
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        (DuplexStream near, DuplexStream far) = DuplexStream.CreatePair();
        await using var connection = new WsConnection(near, role, compression: Agreement.With(serverContext, clientContext));
        var receiver = new RecordingReceiver();
        connection.Start(receiver);
        using WebSocket other = WebSocket.CreateFromStream(far, new WebSocketCreationOptions
        {
            IsServer = role == WsRole.Client,
            DangerousDeflateOptions = new WebSocketDeflateOptions { ServerContextTakeover = serverContext, ClientContextTakeover = clientContext },
        });

        foreach (int length in (int[])[0, 1, 255, 256, 10_000, 200_000])
        {
            byte[] text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, length).Select(i => i * 31 % 10)));
            for (int i = 0; i < 3; i++)
            {
                await connection.SendAsync(WsMessageType.Text, text, token);
                Assert.Equal(text, await ReceiveAsync(other, token));
                int half = text.Length / 2;
                await other.SendAsync(text.AsMemory(0, half), WebSocketMessageType.Text, endOfMessage: false, token);
                await other.SendAsync(text.AsMemory(half), WebSocketMessageType.Text, endOfMessage: true, token);
                Assert.Equal(text, (await receiver.NextAsync()).Payload);
            }
        }
    }

    private static async Task<byte[]> ReceiveAsync(WebSocket socket, CancellationToken token)
    {
        var message = new List<byte>();
        byte[] buffer = new byte[5000];
        while (true)
        {
            ValueWebSocketReceiveResult result = await socket.ReceiveAsync(buffer.AsMemory(), token);
            message.AddRange(buffer.AsSpan(0, result.Count));
            if (result.EndOfMessage)
                return [.. message];
        }
    }
}

using System.Net.WebSockets;
using TypedWs.Tests;

namespace TypedWs.Transport.Tests;

/// <summary>The platform's own implementation as the other side.</summary>
public sealed class PlatformInteropTests
{
    [Theory]
    [InlineData(WsRole.Client)]
    [InlineData(WsRole.Server)]
    public async Task WsConnection_WithThePlatformsWebSocket_ExchangesMessagesAndCloses(WsRole role)
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        (DuplexStream near, DuplexStream far) = DuplexStream.CreatePair();
        await using var connection = new WsConnection(near, role);
        var receiver = new RecordingReceiver();
        connection.Start(receiver);
        using WebSocket other = WebSocket.CreateFromStream(far, new WebSocketCreationOptions { IsServer = role == WsRole.Client });
        byte[] payload = new byte[100_000];
        new Random(1).NextBytes(payload);

        await connection.SendAsync(WsMessageType.Binary, payload, token);
        byte[] received = new byte[payload.Length];
        int length = 0;
        while (length < payload.Length)
            length += (await other.ReceiveAsync(received.AsMemory(length), token)).Count;
        await other.SendAsync(payload.AsMemory(0, 40_000), WebSocketMessageType.Binary, endOfMessage: false, token);
        await other.SendAsync(payload.AsMemory(40_000), WebSocketMessageType.Binary, endOfMessage: true, token);
        await other.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "done", token);
        await other.ReceiveAsync(new Memory<byte>(new byte[10]), token);
        await far.DisposeAsync();

        Assert.Equal(payload, received);
        Assert.Equal(payload, (await receiver.NextAsync()).Payload);
        Assert.Equal(new WsClosed(WsCloseCode.Normal, "done", ByPeer: true, Clean: true), await connection.Completion);
    }
}

using TypedWs.Transport;

namespace TypedWs.AspNetCore.Tests.Conversations;

/// <summary>In real time, in short intervals: the sockets and Kestrel keep no fake clock.</summary>
public class KeepAliveTests
{
    [Fact]
    public async Task Ping_ClientThatNeverAnswers_IsDisconnected()
    {
        await using LabServer server = await StartAsync(pongTimeout: TimeSpan.FromMilliseconds(200));
        await using RawClient client = await RawClient.ConnectAsync(server.Uri);
        await server.Probe.Connected.Soon();

        WsClosed closed = await server.Probe.Disconnected.Soon();

        Assert.Equal((WsCloseCode.Abnormal, false), (closed.Code, closed.Clean));
        Assert.Equal(0, server.Sessions.Count);
        await client.ReadToEndAsync();
    }

    [Fact]
    public async Task Ping_ClientThatAnswers_StaysConnected()
    {
        await using LabServer server = await StartAsync(pongTimeout: TimeSpan.FromSeconds(20));
        await using RawClient client = await RawClient.ConnectAsync(server.Uri);

        for (int i = 0; i < 3; i++)
        {
            RawFrame ping = await client.ReceiveAsync();
            Assert.Equal(RawClient.Ping, ping.Opcode);
            await client.SendAsync(RawClient.Pong, ping.Payload);
        }

        Assert.Equal(1, server.Sessions.Count);
    }

    private static Task<LabServer> StartAsync(TimeSpan pongTimeout) => LabServer.StartAsync(options =>
    {
        options.Connection.PingInterval = TimeSpan.FromMilliseconds(100);
        options.Connection.PongTimeout = pongTimeout;
    });
}

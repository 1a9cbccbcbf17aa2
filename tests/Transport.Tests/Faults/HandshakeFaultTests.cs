using System.Net;
using System.Net.Sockets;

namespace TypedWs.Transport.Tests.Faults;

/// <summary>What goes wrong before a connection is open is a failed attempt with its reason, and the policy's next attempt follows.</summary>
public sealed class HandshakeFaultTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData((int)FaultKind.Reset, (int)Flow.Up, 100)]
    [InlineData((int)FaultKind.End, (int)Flow.Up, 100)]
    [InlineData((int)FaultKind.HalfClose, (int)Flow.Up, 100)]
    [InlineData((int)FaultKind.Reset, (int)Flow.Down, 129)]
    [InlineData((int)FaultKind.End, (int)Flow.Down, 129)]
    [InlineData((int)FaultKind.HalfClose, (int)Flow.Down, 129)]
    public async Task Cut_AtEveryByte_FailsTheAttemptAndTheNextFollows(int kind, int flow, int bytes)
    {
        await using var fixture = new FaultFixture(
            number => number > bytes ? LinkPlan.Faultless : LinkPlan.With((FaultKind)kind, (Flow)flow, number - 1, inHandshake: true));
        Task connecting = fixture.Client.ConnectAsync(Token);

        // An attempt may be several connections: HTTP itself tries again where a connection ends without a byte of an answer.
        object told;
        while ((told = await fixture.NextAsync()) is WsHandshakeException error)
        {
            Assert.Null(error.StatusCode);
            Assert.Contains("could not be reached", error.Message, StringComparison.Ordinal);
            await fixture.NextAsync<WsReconnectAttempt>();
        }

        Assert.IsType<WsHandshakeResult>(told);
        await connecting;
        Assert.Equal(bytes + 1, fixture.Proxy.Links.Count);
    }

    [Theory]
    [InlineData((int)FaultKind.Stall, (int)Flow.Up, 20)]
    [InlineData((int)FaultKind.Stall, (int)Flow.Down, 20)]
    [InlineData((int)FaultKind.Swallow, (int)Flow.Up, 0)]
    [InlineData((int)FaultKind.Swallow, (int)Flow.Down, 0)]
    public async Task Silence_LongerThanTheConnectTimeout_FailsTheAttemptAndTheNextFollows(int kind, int flow, int after)
    {
        await using var fixture = new FaultFixture(
            number => number > 1 ? LinkPlan.Faultless : LinkPlan.With((FaultKind)kind, (Flow)flow, after, inHandshake: true),
            options => options.Handshake.ConnectTimeout = TimeSpan.FromMilliseconds(500));

        await fixture.Client.ConnectAsync(Token);

        Assert.Contains("did not complete the handshake within 0.5 s", (await fixture.NextAsync<WsHandshakeException>()).Message, StringComparison.Ordinal);
        await fixture.ReopenedAsync();
    }

    [Fact]
    public async Task Garbage_InsteadOfAnAnswer_FailsTheAttempt()
    {
        await using var fixture = new FaultFixture(number => number > 1 ? LinkPlan.Faultless : LinkPlan.With(FaultKind.Garbage, Flow.Down, 0, inHandshake: true));

        await fixture.Client.ConnectAsync(Token);

        Assert.Contains("could not be reached", (await fixture.NextAsync<WsHandshakeException>()).Message, StringComparison.Ordinal);
        await fixture.ReopenedAsync();
    }

    [Fact]
    public async Task Refused_SeveralTimes_IsToldEachTimeUntilItSucceeds()
    {
        await using var fixture = new FaultFixture(number => new LinkPlan { Refuse = number <= 5 });

        await fixture.Client.ConnectAsync(Token);

        for (int i = 1; i <= 5; i++)
        {
            await fixture.NextAsync<WsHandshakeException>();
            Assert.Equal(i, (await fixture.NextAsync<WsReconnectAttempt>()).Number);
        }

        await fixture.NextAsync<WsHandshakeResult>();
    }

    [Fact]
    public async Task Refused_NobodyListens_IsThrownWhereThePolicyIsNone()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var uri = new Uri($"ws://{listener.LocalEndpoint}/");
        listener.Dispose();
        var options = new WsClientOptions { Handshake = new WsHandshakeOptions { Uri = uri }, Reconnect = { Policy = WsReconnectPolicy.None } };
        await using var client = new WsClient(options, new NoHandler());

        WsHandshakeException error = await Assert.ThrowsAsync<WsHandshakeException>(() => client.ConnectAsync(Token));

        Assert.Contains("could not be reached", error.Message, StringComparison.Ordinal);
        Assert.Equal(WsClientState.Closed, client.State);
    }

    [Fact]
    public async Task Connect_DelayedWithinTheTimeout_Succeeds()
    {
        await using var fixture = new FaultFixture(_ => new LinkPlan { ConnectDelay = TimeSpan.FromMilliseconds(100) });

        ServerSession session = await fixture.OpenAsync();

        await fixture.SendAsync("hello");
        Assert.Equal("hello"u8.ToArray(), await session.NextAsync());
    }

    [Fact]
    public async Task Answer_ByteByByte_Succeeds()
    {
        await using var fixture = new FaultFixture(_ => new LinkPlan { ChunkSize = 1 });

        ServerSession session = await fixture.OpenAsync();

        await fixture.SendAsync("hello");
        Assert.Equal("hello"u8.ToArray(), await session.NextAsync());
    }

    private sealed class NoHandler : IWsClientHandler
    {
        public ValueTask OnMessageAsync(WsMessageType type, ReadOnlyMemory<byte> payload) => ValueTask.CompletedTask;
    }
}

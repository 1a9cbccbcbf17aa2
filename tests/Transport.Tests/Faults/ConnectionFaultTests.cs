using System.Text;

namespace TypedWs.Transport.Tests.Faults;

/// <summary>What goes wrong with an open connection ends it with a reason, on both sides, and the client comes back by its policy.</summary>
[Trait("Category", "Concurrency")]
public sealed class ConnectionFaultTests
{
    // What crosses the link in each direction after the handshake: a message of 60 bytes, masked on the way up; all bytes but the last: behind it no cut would be due.
    private const int UpBytes = 65;
    private const int DownBytes = 61;

    private static readonly string Message = new('x', 60);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData((int)FaultKind.Reset, (int)Flow.Up)]
    [InlineData((int)FaultKind.End, (int)Flow.Up)]
    [InlineData((int)FaultKind.HalfClose, (int)Flow.Up)]
    [InlineData((int)FaultKind.Reset, (int)Flow.Down)]
    [InlineData((int)FaultKind.End, (int)Flow.Down)]
    [InlineData((int)FaultKind.HalfClose, (int)Flow.Down)]
    public async Task Cut_AtEveryByteOfAMessage_IsAbnormalOnBothSidesAndTheClientComesBack(int kind, int flow)
    {
        int bytes = (Flow)flow == Flow.Up ? UpBytes : DownBytes;
        await using var fixture = new FaultFixture(
            number => number > bytes ? LinkPlan.Faultless : LinkPlan.With((FaultKind)kind, (Flow)flow, number),
            open: session => session.Connection.TrySend(WsMessageType.Text, static (output, text) => Encoding.UTF8.GetBytes(text, output), Message));
        await fixture.Client.ConnectAsync(Token);

        for (int i = 0; i < bytes; i++)
        {
            await fixture.NextAsync<WsHandshakeResult>();
            await fixture.SendAsync(Message);
            object told = await fixture.NextAsync();
            if (told is byte[])
                told = await fixture.NextAsync();
            WsClosed closed = Assert.IsType<WsClosed>(told);
            Assert.Equal(WsCloseCode.Abnormal, closed.Code);
            Assert.NotEmpty(closed.Reason);
            await fixture.NextAsync<WsReconnectAttempt>();
        }

        await fixture.NextAsync<WsHandshakeResult>();
        foreach (ServerSession session in fixture.Server.Sessions.Take(bytes))
            Assert.False((await session.Connection.Completion).Clean);
    }

    [Theory]
    [InlineData((int)FaultKind.Stall)]
    [InlineData((int)FaultKind.Swallow)]
    public async Task Silence_OfAnIdleConnection_IsNoticedByPingAndDeadline(int kind)
    {
        await using var fixture = new FaultFixture(
            number => number > 1 ? LinkPlan.Faultless : LinkPlan.With((FaultKind)kind, Flow.Down, 0),
            options =>
            {
                options.Connection.PingInterval = TimeSpan.FromMilliseconds(50);
                options.Connection.PongTimeout = TimeSpan.FromMilliseconds(100);
            });
        await fixture.OpenAsync();

        WsClosed closed = await fixture.NextAsync<WsClosed>();

        Assert.Equal((WsCloseCode.Abnormal, "no answer to a ping within 0.1 s", false), (closed.Code, closed.Reason, closed.ByPeer));
        await fixture.ReopenedAsync();
    }

    [Fact]
    public async Task Silence_AfterTheMessageWasTaken_NextMessageGoesToTheNextConnection()
    {
        await using var fixture = new FaultFixture(
            number => number > 1 ? LinkPlan.Faultless : LinkPlan.With(FaultKind.Swallow, Flow.Down, 0),
            options =>
            {
                options.Connection.PingInterval = TimeSpan.FromMilliseconds(50);
                options.Connection.PongTimeout = TimeSpan.FromMilliseconds(100);
            });
        await fixture.OpenAsync();
        await fixture.SendAsync("taken, and lost");
        await fixture.NextAsync<WsClosed>();

        await fixture.SendAsync("kept");

        ServerSession next = await fixture.ReopenedAsync();
        Assert.Equal("kept"u8.ToArray(), await next.NextAsync());
    }

    [Fact]
    public async Task Stall_DuringAWrite_IsNoticedWithoutPings()
    {
        await using var fixture = new FaultFixture(
            number => number > 1 ? LinkPlan.Faultless : LinkPlan.With(FaultKind.Stall, Flow.Down, 0),
            options =>
            {
                options.Connection.PingInterval = Timeout.InfiniteTimeSpan;
                options.Connection.WriteStallTimeout = TimeSpan.FromMilliseconds(200);
            });
        await fixture.OpenAsync();

        // More than the sockets' buffers on the way may hold.
        await fixture.Client.SendAsync(WsMessageType.Binary, new byte[32 * 1024 * 1024], cancellationToken: Token);

        Assert.Equal("a write made no progress for 0.2 s", (await fixture.NextAsync<WsClosed>()).Reason);
        await fixture.ReopenedAsync();
    }

    [Fact]
    public async Task Stall_DuringTheClosingHandshake_EndsByTheCloseTimeout()
    {
        // The server has patience: it is the client's deadline that counts.
        await using var fixture = new FaultFixture(
            _ => LinkPlan.With(FaultKind.Swallow, Flow.Down, 0), configureServer: options => options.CloseTimeout = TimeSpan.FromSeconds(20));
        await fixture.OpenAsync();

        await Eventually.EndsAsync(fixture.Client.CloseAsync(cancellationToken: Token), "Closing");

        WsClosed closed = await fixture.NextAsync<WsClosed>();
        Assert.False(closed.Clean);
        Assert.Contains("the closing handshake did not end within 0.5 s", closed.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task HalfClose_Down_TellsWhoEnded()
    {
        await using var fixture = new FaultFixture(number => number > 1 ? LinkPlan.Faultless : LinkPlan.With(FaultKind.HalfClose, Flow.Down, 0));
        await fixture.Client.ConnectAsync(Token);
        await fixture.NextAsync<WsHandshakeResult>();
        ServerSession session = await fixture.Server.NextAsync();
        session.Connection.TrySend(WsMessageType.Text, static (output, text) => Encoding.UTF8.GetBytes(text, output), Message);

        WsClosed closed = await fixture.NextAsync<WsClosed>();

        Assert.Equal((WsCloseCode.Abnormal, "the peer ended the stream without a close frame", true), (closed.Code, closed.Reason, closed.ByPeer));
        await fixture.ReopenedAsync();
    }

    [Fact]
    public async Task Garbage_Down_ClosesWithProtocolErrorThatTheServerHears()
    {
        await using var fixture = new FaultFixture(number => number > 1 ? LinkPlan.Faultless : LinkPlan.With(FaultKind.Garbage, Flow.Down, 0));
        ServerSession session = await fixture.OpenAsync();
        session.Connection.TrySend(WsMessageType.Text, static (output, text) => Encoding.UTF8.GetBytes(text, output), Message);

        Assert.Equal(WsCloseCode.ProtocolError, (await fixture.NextAsync<WsClosed>()).Code);

        WsClosed atServer = await session.Connection.Completion;
        Assert.Equal((WsCloseCode.ProtocolError, true), (atServer.Code, atServer.ByPeer));
        await fixture.ReopenedAsync();
    }

    [Fact]
    public async Task Garbage_Up_IsRefusedByTheServerAndTheClientHearsWhy()
    {
        await using var fixture = new FaultFixture(number => number > 1 ? LinkPlan.Faultless : LinkPlan.With(FaultKind.Garbage, Flow.Up, 0));
        await fixture.OpenAsync();
        await fixture.SendAsync(Message);

        WsClosed closed = await fixture.NextAsync<WsClosed>();

        Assert.Equal((WsCloseCode.ProtocolError, true), (closed.Code, closed.ByPeer));
        Assert.NotEmpty(closed.Reason);
        await fixture.ReopenedAsync();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public async Task Drip_OfFragmentedMessages_DeliversAllInOrder(int chunkSize)
    {
        await using var fixture = new FaultFixture(
            _ => new LinkPlan { ChunkSize = chunkSize },
            options => options.Connection.MaxFrameSize = 128,
            options => options.MaxFrameSize = 128,
            session => session.Handler = (type, payload) => session.Connection.SendAsync(type, payload, TestContext.Current.CancellationToken));
        await fixture.OpenAsync();

        for (int i = 0; i < 20; i++)
            await fixture.SendAsync(i + new string('x', i * 40));

        for (int i = 0; i < 20; i++)
            Assert.Equal(i + new string('x', i * 40), Encoding.UTF8.GetString(await fixture.NextAsync<byte[]>()));
    }

    [Fact]
    public async Task Duplicate_TheServerAcceptsTheSameBytesTwice_TheClientHasOneConnection()
    {
        await using var fixture = new FaultFixture(_ => new LinkPlan { Duplicate = true });
        ServerSession one = await fixture.OpenAsync();
        ServerSession other = await fixture.Server.NextAsync();
        await fixture.SendAsync("hello");
        Assert.Equal("hello"u8.ToArray(), await one.NextAsync());
        Assert.Equal("hello"u8.ToArray(), await other.NextAsync());

        await fixture.Client.CloseAsync(cancellationToken: Token);

        Assert.True((await fixture.NextAsync<WsClosed>()).Clean);
        Assert.True((await one.Connection.Completion).Clean);
        Assert.True((await other.Connection.Completion).Clean);
    }
}

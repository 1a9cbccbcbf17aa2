namespace TypedWs.Transport.Tests.KeepAlive;

public sealed class WsConnectionKeepAliveTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ping_PeerSilent_GivesUpAfterTheDeadline()
    {
        await using var fixture = new ConnectionFixture(WsRole.Client);

        fixture.Time.Advance(Interval);
        await fixture.Peer.ExpectAsync(9);
        fixture.Time.Advance(Deadline - TimeSpan.FromMilliseconds(1));
        Assert.False(fixture.Connection.Completion.IsCompleted);
        fixture.Time.Advance(TimeSpan.FromMilliseconds(1));
        WsClosed closed = await fixture.Connection.Completion;

        Assert.Equal(new WsClosed(WsCloseCode.Abnormal, "no answer to a ping within 10 s", ByPeer: false, Clean: false), closed);
    }

    [Fact]
    public async Task Ping_Answered_GoesOn()
    {
        await using var fixture = new ConnectionFixture(WsRole.Client);
        for (int round = 0; round < 3; round++)
        {
            fixture.Time.Advance(Interval);
            await fixture.Peer.ExpectAsync(9);
            await fixture.Peer.SendAsync(RawFrame.Create(10, [], masked: false));
            await fixture.SendTextAsync("behind the pong");
            await fixture.Receiver.NextTextAsync();
        }

        Assert.False(fixture.Connection.Completion.IsCompleted);
    }

    [Fact]
    public async Task Ping_WhileReadingIsPaused_DeadlineRestsAndPongsAreSent()
    {
        var gate = new AwaitedGate();
        await using var fixture = new ConnectionFixture(WsRole.Server, receive: receiver => receiver.Handler = _ => gate.Wait());
        await fixture.SendTextAsync("hold");
        await gate.Awaited;

        for (int i = 0; i < 5; i++)
        {
            fixture.Time.Advance(Deadline / 2);
            await fixture.Peer.ExpectAsync(10);
        }

        Assert.False(fixture.Connection.Completion.IsCompleted);
        gate.Open();
    }

    [Fact]
    public async Task Write_NoProgress_GivesUp()
    {
        await using var fixture = new ConnectionFixture(WsRole.Client, options => options.PingInterval = Timeout.InfiniteTimeSpan);
        fixture.Near.BeforeWrite = token => Task.Delay(Timeout.InfiniteTimeSpan, token); // ends with the connection

        await fixture.Connection.SendAsync(WsMessageType.Text, "x"u8.ToArray(), Token);
        fixture.Time.Advance(TimeSpan.FromSeconds(29));
        Assert.False(fixture.Connection.Completion.IsCompleted);
        fixture.Time.Advance(TimeSpan.FromSeconds(1));
        WsClosed closed = await fixture.Connection.Completion;

        Assert.Equal("a write made no progress for 30 s", closed.Reason);
        Assert.Equal(WsCloseCode.Abnormal, closed.Code);
    }
}

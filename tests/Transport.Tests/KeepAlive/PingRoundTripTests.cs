using System.Text;

namespace TypedWs.Transport.Tests.KeepAlive;

public sealed class PingRoundTripTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(20);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task PingRoundTrip_KeepAlivePingAnswered_IsMeasured()
    {
        await using var fixture = new ConnectionFixture(WsRole.Client);
        Assert.Null(fixture.Connection.PingRoundTrip);

        await AnswerKeepAliveAsync(fixture, TimeSpan.FromMilliseconds(35));
        TimeSpan? first = fixture.Connection.PingRoundTrip;
        await AnswerKeepAliveAsync(fixture, TimeSpan.FromMilliseconds(80));

        Assert.Equal(TimeSpan.FromMilliseconds(35), first);
        Assert.Equal(TimeSpan.FromMilliseconds(80), fixture.Connection.PingRoundTrip);
    }

    [Fact]
    public async Task PingRoundTrip_MessagesKeepComing_IsStillMeasured()
    {
        await using var fixture = new ConnectionFixture(WsRole.Server);
        fixture.Time.Advance(Interval - TimeSpan.FromSeconds(1));
        await SendAndReceiveAsync(fixture);

        fixture.Time.Advance(TimeSpan.FromSeconds(1));
        RawPeer.Frame ping = await fixture.Peer.ExpectAsync(9);
        await fixture.Peer.SendAsync(RawFrame.Create(10, ping.Payload, masked: true));
        await SendAndReceiveAsync(fixture);

        Assert.Equal(TimeSpan.Zero, fixture.Connection.PingRoundTrip);
    }

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("\0\0\0\0\0\0\0\u0002")]
    [InlineData("\0\0\0\0\0\0\0\0")]
    [InlineData("\u007f\0\0\0\0\0\0\u0001")]
    public async Task PingRoundTrip_PongOfNoPing_MeasuresNothing(string payload)
    {
        await using var fixture = new ConnectionFixture(WsRole.Client);
        fixture.Time.Advance(Interval);
        await fixture.Peer.ExpectAsync(9);

        await fixture.Peer.SendAsync(RawFrame.Create(10, Encoding.UTF8.GetBytes(payload), masked: false));
        await SendAndReceiveAsync(fixture);

        Assert.Null(fixture.Connection.PingRoundTrip);
        Assert.False(fixture.Connection.Completion.IsCompleted);
    }

    [Fact]
    public async Task PingRoundTrip_PongTwice_IsMeasuredOnce()
    {
        await using var fixture = new ConnectionFixture(WsRole.Client);
        fixture.Time.Advance(Interval);
        byte[] pong = RawFrame.Create(10, (await fixture.Peer.ExpectAsync(9)).Payload, masked: false);
        await fixture.Peer.SendAsync(pong);
        await SendAndReceiveAsync(fixture);

        fixture.Time.Advance(TimeSpan.FromSeconds(1));
        await fixture.Peer.SendAsync(pong);
        await SendAndReceiveAsync(fixture);

        Assert.Equal(TimeSpan.Zero, fixture.Connection.PingRoundTrip);
    }

    [Fact]
    public async Task PingAsync_Answered_ReturnsTheRoundTripAndServesAllWhoAsk()
    {
        await using var fixture = new ConnectionFixture(WsRole.Client);

        Task<TimeSpan> first = fixture.Connection.PingAsync(Token);
        Task<TimeSpan> second = fixture.Connection.PingAsync(Token);
        RawPeer.Frame ping = await fixture.Peer.ExpectAsync(9);
        fixture.Time.Advance(TimeSpan.FromMilliseconds(7));
        await fixture.Peer.SendAsync(RawFrame.Create(10, ping.Payload, masked: false));

        Assert.Equal(TimeSpan.FromMilliseconds(7), await first);
        Assert.Equal(TimeSpan.FromMilliseconds(7), await second);
        Assert.Equal(TimeSpan.FromMilliseconds(7), fixture.Connection.PingRoundTrip);
        Task<TimeSpan> third = fixture.Connection.PingAsync(Token);
        RawPeer.Frame next = await fixture.Peer.ExpectAsync(9);
        Assert.NotEqual(ping.Payload, next.Payload);
        Assert.False(third.IsCompleted);
    }

    [Fact]
    public async Task PingAsync_Cancelled_EndsTheWaitOnly()
    {
        using var cancel = new CancellationTokenSource();
        await using var fixture = new ConnectionFixture(WsRole.Client);
        Task<TimeSpan> asked = fixture.Connection.PingAsync(cancel.Token);
        RawPeer.Frame ping = await fixture.Peer.ExpectAsync(9);

        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
        await fixture.Peer.SendAsync(RawFrame.Create(10, ping.Payload, masked: false));
        await SendAndReceiveAsync(fixture);

        Assert.Equal(TimeSpan.Zero, fixture.Connection.PingRoundTrip);
    }

    [Fact]
    public async Task PingAsync_ConnectionEndsFirst_SaysHowItEnded()
    {
        await using var fixture = new ConnectionFixture(WsRole.Client);
        Task<TimeSpan> asked = fixture.Connection.PingAsync(Token);

        fixture.Connection.Abort("enough");

        Assert.Equal("enough", (await Assert.ThrowsAsync<WsClosedException>(() => asked)).Closed.Reason);
        await fixture.Connection.Completion;
        await Assert.ThrowsAsync<WsClosedException>(() => fixture.Connection.PingAsync(Token));
    }

    [Fact]
    public async Task Client_OpenConnection_MeasuresAndForgetsWithIt()
    {
        await using var fixture = new ClientFixture();
        await Assert.ThrowsAsync<WsException>(() => fixture.Client.PingAsync(Token));
        RawPeer peer = await fixture.OpenAsync();

        Task<TimeSpan> asked = fixture.Client.PingAsync(Token);
        RawPeer.Frame ping = await peer.ExpectAsync(9);
        await peer.SendAsync(RawFrame.Create(10, ping.Payload, masked: false));

        Assert.Equal(TimeSpan.Zero, await asked);
        Assert.Equal(TimeSpan.Zero, fixture.Client.PingRoundTrip);
        fixture.Client.Abort();
        await fixture.NextAsync<WsClosed>();
        Assert.Null(fixture.Client.PingRoundTrip);
    }

    [Fact]
    public void Measure_SteadyState_AllocatesNothing()
    {
        var trips = new PingRoundTrips(TimeProvider.System);
        byte[] payload = new byte[PingRoundTrips.PayloadSize];
        long before = 0;
        for (int i = 0; i < 2_000; i++)
        {
            if (i == 1_000)
                before = GC.GetAllocatedBytesForCurrentThread();
            trips.Leave(payload);
            trips.Answered(payload);
            _ = trips.Last;
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.NotNull(trips.Last);
    }

    [Fact]
    public void Measure_SeveralUnderWay_EachPongMeasuresItsOwn()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        var trips = new PingRoundTrips(time);
        byte[] first = new byte[PingRoundTrips.PayloadSize];
        byte[] second = new byte[PingRoundTrips.PayloadSize];
        trips.Leave(first);
        time.Advance(TimeSpan.FromSeconds(2));
        trips.Leave(second);
        time.Advance(TimeSpan.FromSeconds(1));

        trips.Answered(first);
        Assert.Equal(TimeSpan.FromSeconds(3), trips.Last);
        trips.Answered(second);
        Assert.Equal(TimeSpan.FromSeconds(1), trips.Last);
    }

    private static async Task AnswerKeepAliveAsync(ConnectionFixture fixture, TimeSpan after)
    {
        fixture.Time.Advance(Interval);
        RawPeer.Frame ping = await fixture.Peer.ExpectAsync(9);
        fixture.Time.Advance(after);
        await fixture.Peer.SendAsync(RawFrame.Create(10, ping.Payload, masked: false));
        await SendAndReceiveAsync(fixture);
    }

    /// <summary>What came before it has been handled by then.</summary>
    private static async Task SendAndReceiveAsync(ConnectionFixture fixture)
    {
        await fixture.SendTextAsync("behind the pong");
        await fixture.Receiver.NextTextAsync();
    }
}

using TypedWs.Tests;

namespace TypedWs.Transport.Tests;

public sealed class WsConnectionTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TwoConnections_ExchangeMessagesAndClose_BothEndClean()
    {
        (DuplexStream near, DuplexStream far) = DuplexStream.CreatePair();
        var client = new WsConnection(near, WsRole.Client);
        var server = new WsConnection(far, WsRole.Server);
        var clientReceiver = new RecordingReceiver();
        var serverReceiver = new RecordingReceiver();
        client.Start(clientReceiver);
        server.Start(serverReceiver);

        await client.SendAsync(WsMessageType.Text, "to the server"u8.ToArray(), Token);
        await server.SendAsync(WsMessageType.Text, "to the client"u8.ToArray(), Token);
        Assert.Equal("to the server", await serverReceiver.NextTextAsync());
        Assert.Equal("to the client", await clientReceiver.NextTextAsync());

        WsClosed closed = await client.CloseAsync(WsCloseCode.Normal, "done", Token);
        WsClosed seen = await server.Completion;

        Assert.Equal(new WsClosed(WsCloseCode.Normal, "done", ByPeer: false, Clean: true), closed);
        Assert.Equal(new WsClosed(WsCloseCode.Normal, "done", ByPeer: true, Clean: true), seen);
        Assert.Equal(1, clientReceiver.ClosedCalls);
        Assert.Equal(1, serverReceiver.ClosedCalls);
    }

    [Fact]
    public async Task Start_CalledTwice_Throws()
    {
        await using var fixture = new ConnectionFixture(WsRole.Client);

        Assert.Throws<InvalidOperationException>(() => fixture.Connection.Start(fixture.Receiver));
    }

    [Fact]
    public void Constructor_StreamThatCannotWrite_Throws()
    {
        using var readOnly = new MemoryStream([], writable: false);

        Assert.Throws<ArgumentException>(() => new WsConnection(readOnly, WsRole.Client));
    }

    [Fact]
    public void Constructor_OptionOutOfRange_NamesIt()
    {
        (DuplexStream near, _) = DuplexStream.CreatePair();

        var thrown = Assert.Throws<ArgumentOutOfRangeException>(
            () => new WsConnection(near, WsRole.Client, new WsConnectionOptions { PongTimeout = TimeSpan.Zero }));

        Assert.Equal(nameof(WsConnectionOptions.PongTimeout), thrown.ParamName);
    }

    [Fact]
    public async Task Abort_BeforeStart_Completes()
    {
        await using var fixture = new ConnectionFixture(WsRole.Server, start: false);

        fixture.Connection.Abort("never mind");
        WsClosed closed = await fixture.Connection.Completion;

        Assert.Equal(new WsClosed(WsCloseCode.Abnormal, "never mind", ByPeer: false, Clean: false), closed with { Exception = null });
        Assert.Throws<InvalidOperationException>(() => fixture.Connection.Start(fixture.Receiver));
    }

    [Fact]
    public async Task Abort_WhileReading_EndsWithItsReason()
    {
        await using var fixture = new ConnectionFixture(WsRole.Server);
        var cause = new InvalidOperationException("cause");

        fixture.Connection.Abort("enough", cause);
        WsClosed closed = await fixture.Connection.Completion;

        Assert.Equal(new WsClosed(WsCloseCode.Abnormal, "enough", ByPeer: false, Clean: false, cause), closed);
        Assert.Equal(closed, fixture.Receiver.Closed);
        Assert.True(fixture.Near.IsDisposed);
    }

    [Fact]
    public async Task Abort_InsideOnMessageWhichAwaitsTheEnd_Ends()
    {
        ConnectionFixture? fixture = null;
        await using ConnectionFixture made = fixture = new ConnectionFixture(WsRole.Server, receive: receiver => receiver.Handler = async _ =>
        {
            fixture!.Connection.Abort("from inside");
            await fixture.Connection.Completion;
        }, start: false);
        made.Connection.Start(made.Receiver);

        await made.SendTextAsync("go");
        WsClosed closed = await made.Connection.Completion;

        Assert.Equal("from inside", closed.Reason);
    }

    [Fact]
    public async Task Abort_SecondMessageOfTheSameRead_IsNotHandedOver()
    {
        ConnectionFixture? fixture = null;
        await using ConnectionFixture made = fixture = new ConnectionFixture(WsRole.Server, receive: receiver => receiver.Handler = _ =>
        {
            fixture!.Connection.Abort("enough");
            return ValueTask.CompletedTask;
        }, start: false);
        await made.Peer.SendAsync([.. RawFrame.Text("one", masked: true), .. RawFrame.Text("two", masked: true)]);
        made.Connection.Start(made.Receiver);
        await made.Connection.Completion;

        Assert.Single(await made.Receiver.RestAsync());
    }

    [Fact]
    public async Task DisposeAsync_PeerSilent_EndsAfterOneSecond()
    {
        await using var fixture = new ConnectionFixture(WsRole.Client);

        ValueTask disposing = fixture.Connection.DisposeAsync();
        await fixture.Peer.ExpectCloseAsync(1000);
        Assert.False(disposing.IsCompleted);
        fixture.Time.Advance(TimeSpan.FromSeconds(1));
        await disposing;

        WsClosed closed = await fixture.Connection.Completion;
        Assert.False(closed.Clean);
        Assert.Equal(WsCloseCode.Normal, closed.Code);
    }

    [Fact]
    public async Task EndOfStream_WithoutClose_IsAbnormal()
    {
        await using var fixture = new ConnectionFixture(WsRole.Client);

        await fixture.Peer.Stream.DisposeAsync();
        WsClosed closed = await fixture.Connection.Completion;

        Assert.Equal(new WsClosed(WsCloseCode.Abnormal, "the peer ended the stream without a close frame", ByPeer: true, Clean: false), closed);
    }
}

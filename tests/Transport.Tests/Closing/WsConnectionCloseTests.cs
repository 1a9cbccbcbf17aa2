using TypedWs.Tests;

namespace TypedWs.Transport.Tests.Closing;

public sealed class WsConnectionCloseTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task CloseAsync_MessagesBeforeThePeersClose_AreHandedOver()
    {
        await using var fixture = new ConnectionFixture(WsRole.Server);

        Task<WsClosed> closing = fixture.Connection.CloseAsync(WsCloseCode.GoingAway, "restart", Token);
        RawPeer.Frame close = await fixture.Peer.ExpectCloseAsync(1001);
        Assert.Equal("restart", close.CloseReason);
        await fixture.SendTextAsync("last words");
        await fixture.Peer.SendAsync(RawFrame.Close(1001, "", masked: true));
        WsClosed closed = await closing;

        Assert.Equal("last words", await fixture.Receiver.NextTextAsync());
        Assert.Equal(new WsClosed(WsCloseCode.GoingAway, "restart", ByPeer: false, Clean: true), closed);
        Assert.True(fixture.Near.IsDisposed);
    }

    [Fact]
    public async Task CloseAsync_Client_WaitsForTheServerToEndTheStream()
    {
        await using var fixture = new ConnectionFixture(WsRole.Client);

        Task<WsClosed> closing = fixture.Connection.CloseAsync(cancellationToken: Token);
        await fixture.Peer.ExpectCloseAsync(1000);
        await fixture.Peer.SendAsync(RawFrame.Close(1000, "", masked: false));
        // The client has read the close frame when it answers nothing more, and still holds the stream.
        Assert.False(fixture.Near.IsDisposed);
        await fixture.Peer.Stream.DisposeAsync();

        Assert.True((await closing).Clean);
    }

    [Fact]
    public async Task CloseAsync_ClientWhoseServerNeverEndsTheStream_EndsCleanAtTheDeadline()
    {
        await using var fixture = new ConnectionFixture(WsRole.Client);

        await fixture.Peer.SendAsync(RawFrame.Close(1001, "bye", masked: false));
        await fixture.Peer.ExpectCloseAsync(1001);
        Assert.False(fixture.Connection.Completion.IsCompleted);
        fixture.Time.Advance(TimeSpan.FromSeconds(5));
        WsClosed closed = await AdvanceUntilAsync(fixture);

        Assert.Equal(new WsClosed(WsCloseCode.GoingAway, "bye", ByPeer: true, Clean: true), closed);
    }

    [Theory]
    [InlineData(WsRole.Client)]
    [InlineData(WsRole.Server)]
    public async Task CloseAsync_PeerNeverAnswers_EndsAtTheDeadline(WsRole role)
    {
        await using var fixture = new ConnectionFixture(role);

        Task<WsClosed> closing = fixture.Connection.CloseAsync(WsCloseCode.Normal, "bye", Token);
        await fixture.Peer.ExpectCloseAsync(1000);
        fixture.Time.Advance(TimeSpan.FromSeconds(4.9));
        Assert.False(closing.IsCompleted);
        WsClosed closed = await AdvanceUntilAsync(fixture);

        Assert.Equal(WsCloseCode.Normal, closed.Code);
        Assert.Equal("bye; the closing handshake did not end within 5 s", closed.Reason);
        Assert.False(closed.Clean);
    }

    [Fact]
    public async Task CloseAsync_CalledTwice_ReturnsTheFirst()
    {
        await using var fixture = new ConnectionFixture(WsRole.Server);

        Task<WsClosed> first = fixture.Connection.CloseAsync(WsCloseCode.Normal, "first", Token);
        Task<WsClosed> second = fixture.Connection.CloseAsync(WsCloseCode.GoingAway, "second", Token);
        await fixture.Peer.ExpectCloseAsync(1000);
        await fixture.Peer.SendAsync(RawFrame.Close(1000, "", masked: true));

        Assert.Equal("first", (await first).Reason);
        Assert.Equal(await first, await second);
    }

    [Fact]
    public async Task CloseAsync_TokenCancelled_Aborts()
    {
        await using var fixture = new ConnectionFixture(WsRole.Server);
        using var cancel = new CancellationTokenSource();

        Task<WsClosed> closing = fixture.Connection.CloseAsync(cancellationToken: cancel.Token);
        await cancel.CancelAsync();

        Assert.Equal("closing was cancelled", (await closing).Reason);
    }

    [Fact]
    public async Task CloseAsync_BothSidesAtOnce_BothEndClean()
    {
        (DuplexStream near, DuplexStream far) = DuplexStream.CreatePair();
        await using var client = new WsConnection(near, WsRole.Client);
        await using var server = new WsConnection(far, WsRole.Server);
        Task<WsClosed> clientClosing = client.CloseAsync(WsCloseCode.Normal, "client", Token);
        Task<WsClosed> serverClosing = server.CloseAsync(WsCloseCode.Normal, "server", Token);

        Assert.True((await clientClosing).Clean);
        Assert.True((await serverClosing).Clean);
    }

    [Theory]
    [InlineData(1005)]
    [InlineData(1006)]
    [InlineData(999)]
    [InlineData(5000)]
    public async Task CloseAsync_CodeThatMustNotBeSent_Throws(int code)
    {
        await using var fixture = new ConnectionFixture(WsRole.Client);

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => fixture.Connection.CloseAsync((WsCloseCode)code, "", Token));
    }

    [Fact]
    public async Task CloseAsync_ReasonOf124Bytes_Throws()
    {
        await using var fixture = new ConnectionFixture(WsRole.Client);

        await Assert.ThrowsAsync<ArgumentException>(() => fixture.Connection.CloseAsync(WsCloseCode.Normal, new string('a', 121) + "€", Token));
    }

    [Fact]
    public async Task SendAsync_AfterClose_ThrowsWhatHappened()
    {
        await using var fixture = new ConnectionFixture(WsRole.Server);
        _ = fixture.Connection.CloseAsync(WsCloseCode.GoingAway, "restart", Token);

        var thrown = await Assert.ThrowsAsync<WsClosedException>(
            async () => await fixture.Connection.SendAsync(WsMessageType.Text, "x"u8.ToArray(), Token));

        Assert.Equal(WsCloseCode.GoingAway, thrown.Closed.Code);
        Assert.Contains("restart", thrown.Message, StringComparison.Ordinal);
        Assert.False(fixture.Connection.TrySend(WsMessageType.Text, static (_, _) => { }, 0));
        Assert.False(fixture.Connection.TrySend(WsPreparedMessage.Create(WsMessageType.Text, static (_, _) => { }, 0)));
    }

    [Fact]
    public async Task PeerClose_WithInvalidCode_IsAnswered1002AndEndsAtOnce()
    {
        await using var fixture = new ConnectionFixture(WsRole.Server);

        await fixture.Peer.SendAsync(RawFrame.Close(1005, "", masked: true));
        await fixture.Peer.ExpectCloseAsync(1002);

        Assert.Equal(WsCloseCode.ProtocolError, (await fixture.Connection.Completion).Code);
    }

    [Fact]
    public async Task PeerClose_Empty_IsAnsweredEmpty()
    {
        await using var fixture = new ConnectionFixture(WsRole.Server);

        await fixture.Peer.SendAsync(RawFrame.Create(8, [], masked: true));

        Assert.Empty((await fixture.Peer.ExpectAsync(8)).Payload);
        Assert.Equal(new WsClosed(WsCloseCode.NoStatus, "", ByPeer: true, Clean: true), await fixture.Connection.Completion);
    }

    [Fact]
    public async Task ProtocolViolation_Server_ReadsOnUntilThePeersClose()
    {
        await using var fixture = new ConnectionFixture(WsRole.Server);

        await fixture.Peer.SendAsync([.. RawFrame.Create(3, "bad"u8, masked: true), .. RawFrame.Text("after it", masked: true)]);
        RawPeer.Frame close = await fixture.Peer.ExpectCloseAsync(1002);
        Assert.Contains("opcode 3", close.CloseReason, StringComparison.Ordinal);
        Assert.False(fixture.Near.IsDisposed);
        await fixture.Peer.SendAsync(RawFrame.Close(1002, "", masked: true));
        WsClosed closed = await fixture.Connection.Completion;

        Assert.Equal(WsCloseCode.ProtocolError, closed.Code);
        Assert.True(closed.Clean);
        Assert.Empty(await fixture.Receiver.RestAsync());
    }

    [Fact]
    public async Task ProtocolViolation_AfterThisSidesClose_IsReported()
    {
        await using var fixture = new ConnectionFixture(WsRole.Server);
        Task<WsClosed> closing = fixture.Connection.CloseAsync(cancellationToken: TestContext.Current.CancellationToken);
        await fixture.Peer.ExpectCloseAsync(1000);
        await fixture.Peer.SendAsync([.. RawFrame.Create(3, "bad"u8, masked: true), .. RawFrame.Text("lost", masked: true), .. RawFrame.Close(1000, "", masked: true)]);

        WsClosed closed = await closing;
        Assert.Equal((WsCloseCode.Normal, true), (closed.Code, closed.Clean));
        Assert.IsType<WsProtocolException>(closed.Exception);
        Assert.Empty(await fixture.Receiver.RestAsync());
    }

    [Fact]
    public async Task ReceiverFails_AfterThisSidesClose_IsReported()
    {
        await using var fixture = new ConnectionFixture(
            WsRole.Server, receive: receiver => receiver.Handler = _ => throw new NotSupportedException("not this one"));
        fixture.Logger.ExpectsErrors = true;
        Task<WsClosed> closing = fixture.Connection.CloseAsync(cancellationToken: TestContext.Current.CancellationToken);
        await fixture.Peer.ExpectCloseAsync(1000);
        await fixture.SendTextAsync("no");
        await fixture.Peer.SendAsync(RawFrame.Close(1000, "", masked: true));

        Assert.IsType<NotSupportedException>((await closing).Exception);
    }

    [Fact]
    public async Task WriteFails_PeersCloseFrameIsWaiting_IsReportedInstead()
    {
        await using var fixture = new ConnectionFixture(WsRole.Client);
        fixture.Near.BeforeWrite = _ => Task.FromException(new IOException("broken pipe"));

        await fixture.Connection.SendAsync(WsMessageType.Text, "x"u8.ToArray(), Token);
        await fixture.Peer.SendAsync(RawFrame.Close(1008, "rule 7", masked: false));
        WsClosed closed = await fixture.Connection.Completion;

        Assert.Equal(WsCloseCode.PolicyViolation, closed.Code);
        Assert.Equal("rule 7", closed.Reason);
        Assert.True(closed.ByPeer);
        Assert.False(closed.Clean);
    }

    [Fact]
    public async Task WriteFails_NoCloseFrameComes_IsReportedAtTheDeadline()
    {
        await using var fixture = new ConnectionFixture(WsRole.Client);
        fixture.Near.BeforeWrite = _ => Task.FromException(new IOException("broken pipe"));

        await fixture.Connection.SendAsync(WsMessageType.Text, "x"u8.ToArray(), Token);
        WsClosed closed = await AdvanceUntilAsync(fixture);

        Assert.Equal("a write to the stream failed", closed.Reason);
        Assert.Equal("broken pipe", closed.Exception?.Message);
    }

    /// <summary>Time passes until the connection has ended: the deadline may begin on another thread a moment after what a test can see.</summary>
    private static async Task<WsClosed> AdvanceUntilAsync(ConnectionFixture fixture)
    {
        while (!fixture.Connection.Completion.IsCompleted)
        {
            fixture.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        return await fixture.Connection.Completion;
    }
}

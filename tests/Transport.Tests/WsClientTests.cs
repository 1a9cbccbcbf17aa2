namespace TypedWs.Transport.Tests;

public sealed class WsClientTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ConnectAsync_CompressionOfTheConnection_IsOffered()
    {
        WsHandshakeRequest? asked = null;
        await using var fixture = new ClientFixture(options =>
        {
            options.Connection.Compression = new WsCompressionOptions();
            options.Reconnect.Policy = WsReconnectPolicy.None;
            options.Handshake.Connector = (request, _) =>
            {
                asked = request;
                throw new WsHandshakeException("enough");
            };
        });

        await Assert.ThrowsAsync<WsHandshakeException>(() => fixture.Client.ConnectAsync(TestContext.Current.CancellationToken));

        Assert.StartsWith("permessage-deflate", asked!.Headers["Sec-WebSocket-Extensions"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task SendAsync_BeforeTheFirstConnect_IsSentInOrderOnceOpen()
    {
        await using var fixture = new ClientFixture();
        await fixture.SendAsync("one");
        await fixture.SendAsync("two");

        RawPeer peer = await fixture.OpenAsync();
        await fixture.SendAsync("three");

        foreach (string expected in (string[])["one", "two", "three"])
            Assert.Equal(expected, (await peer.ExpectAsync(1)).Text);
    }

    [Fact]
    public async Task SendAsync_NoConnectionComes_TheLogSaysHowManyAreLost()
    {
        await using var fixture = new ClientFixture(options =>
        {
            options.Reconnect.Policy = WsReconnectPolicy.None;
            options.Handshake.Connector = (_, _) => throw new WsHandshakeException("enough");
        });
        await fixture.SendAsync("one");
        await fixture.SendAsync("two");

        await Assert.ThrowsAsync<WsHandshakeException>(() => fixture.Client.ConnectAsync(Token));

        Assert.Single(fixture.Logger.Entries, entry => entry.Message.StartsWith("2 accepted messages", StringComparison.Ordinal));
        Assert.Equal(0, fixture.Client.PendingBytes);
    }

    [Fact]
    public async Task SendAsync_TextAndBinaryQueuedAndDirect_KeepTheirOrder()
    {
        await using var fixture = new ClientFixture();
        await fixture.SendAsync("queued");
        await fixture.Client.SendAsync(WsMessageType.Binary, new byte[] { 1 }, cancellationToken: Token);

        RawPeer peer = await fixture.OpenAsync();
        await fixture.SendAsync("direct");
        await fixture.Client.SendAsync(WsMessageType.Binary, new byte[] { 2 }, cancellationToken: Token);

        Assert.Equal("queued", (await peer.ExpectAsync(1)).Text);
        Assert.Equal([1], (await peer.ExpectAsync(2)).Payload);
        Assert.Equal("direct", (await peer.ExpectAsync(1)).Text);
        Assert.Equal([2], (await peer.ExpectAsync(2)).Payload);
    }

    [Fact]
    public async Task SendAsync_BetweenConnections_IsSentOnTheNext()
    {
        await using var fixture = new ClientFixture(options => options.Reconnect.Policy = WsReconnectPolicy.Fixed(TimeSpan.FromHours(1)));
        RawPeer first = await fixture.OpenAsync();
        await first.Stream.DisposeAsync();
        await fixture.NextAsync<WsClosed>();
        await fixture.NextAsync<WsReconnectAttempt>();

        await fixture.SendAsync("kept");
        await fixture.Client.ConnectAsync(Token);

        Assert.Equal("kept", (await (await fixture.PeerAsync()).ExpectAsync(1)).Text);
    }

    [Fact]
    public async Task OnMessageAsync_ServerSends_GetsIt()
    {
        await using var fixture = new ClientFixture();
        RawPeer peer = await fixture.OpenAsync();

        await peer.SendAsync(RawFrame.Text("hello", masked: false));

        Assert.Equal("hello", await fixture.NextAsync<string>());
    }

    [Fact]
    public async Task OnError_RefusedHandshake_SeesStatusHeadersAndBody()
    {
        await using var fixture = new ClientFixture();
        fixture.Answer = attempt => attempt > 1 ? null : new WsHandshakeStream(new MemoryStream("later"u8.ToArray()), 503, [KeyValuePair.Create("Retry-After", "7")]);
        fixture.Options.Reconnect.Policy = WsReconnectPolicy.Fixed(TimeSpan.FromHours(1));

        Task connecting = fixture.Client.ConnectAsync(Token);

        WsHandshakeException error = await fixture.NextAsync<WsHandshakeException>();
        Assert.Equal((503, "later", "7"), (error.StatusCode, error.Body, error.Headers["Retry-After"]));
        fixture.Client.CancelReconnect();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connecting);
    }

    [Fact]
    public async Task OnClosed_ReconnectAsyncInside_ComesBackThoughThePolicyWouldNot()
    {
        await using var fixture = new ClientFixture(options => options.Reconnect.Policy = WsReconnectPolicy.None);
        RawPeer first = await fixture.OpenAsync();
        fixture.Closed = () => _ = fixture.Client.ReconnectAsync(TimeSpan.Zero);

        await first.Stream.DisposeAsync();

        Assert.Equal(1006, (int)(await fixture.NextAsync<WsClosed>()).Code);
        await fixture.NextAsync<WsReconnectAttempt>();
        await fixture.NextAsync<WsHandshakeResult>();
    }

    [Fact]
    public async Task OnOpened_Throws_IsLoggedAndTheConnectionWorks()
    {
        await using var fixture = new ClientFixture { Logger = { ExpectsErrors = true }, Opened = () => throw new InvalidOperationException("handler") };
        RawPeer peer = await fixture.OpenAsync();

        await fixture.SendAsync("works");

        Assert.Equal("works", (await peer.ExpectAsync(1)).Text);
        Assert.Contains(fixture.Logger.Entries, entry => entry.Exception?.Message == "handler");
    }

    [Fact]
    public async Task OnOpened_ClosesAtOnce_EveryoneHearsOfTheEnd()
    {
        await using var fixture = new ClientFixture();
        fixture.Opened = () => fixture.Client.Abort("not wanted");

        await fixture.Client.ConnectAsync(Token);
        await fixture.NextAsync<WsHandshakeResult>();

        Assert.Equal("not wanted", (await fixture.NextAsync<WsClosed>()).Reason);
    }

    [Fact]
    public async Task CloseAsync_MessagesQueued_SendsThemFirst()
    {
        await using var fixture = new ClientFixture(options => options.Connection.SendHighWaterMark = 1);
        RawPeer peer = await fixture.OpenAsync();
        for (int i = 0; i < 20; i++)
            await fixture.SendAsync($"message {i}");

        Task closing = fixture.Client.CloseAsync(cancellationToken: Token);
        for (int i = 0; i < 20; i++)
            Assert.Equal($"message {i}", (await peer.ExpectAsync(1)).Text);
        await peer.ExpectCloseAsync(1000);
        await peer.SendAsync(RawFrame.Close(1000, "", masked: false));
        await peer.Stream.DisposeAsync();
        await closing;

        Assert.True((await fixture.NextAsync<WsClosed>()).Clean);
        Assert.Equal(WsClientState.Closed, fixture.Client.State);
    }

    [Fact]
    public async Task SendAsync_AfterClose_IsRefusedUntilConnectedAgain()
    {
        await using var fixture = new ClientFixture();
        await fixture.Client.ConnectAsync(Token);
        await fixture.NextAsync<WsHandshakeResult>();
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await fixture.Client.CloseAsync(cancellationToken: cancelled.Token);

        await Assert.ThrowsAsync<WsException>(() => fixture.SendAsync("refused").AsTask());
        Assert.False(fixture.Client.TrySend(WsMessageType.Text, "refused"u8.ToArray()));
        await fixture.NextAsync<WsClosed>();
        await fixture.PeerAsync();

        RawPeer next = await fixture.OpenAsync();
        await fixture.SendAsync("accepted");
        Assert.Equal("accepted", (await next.ExpectAsync(1)).Text);
    }

    [Fact]
    public async Task SendAsync_PolicyGivesUp_FailsWhatWaits()
    {
        await using var fixture = new ClientFixture(options => options.SendBufferSize = 4);
        fixture.Answer = _ => new WsHandshakeStream(Stream.Null, 403, []);
        await fixture.SendAsync("fits");
        Task waiting = fixture.SendAsync("waits").AsTask();

        await Assert.ThrowsAsync<WsHandshakeException>(() => fixture.Client.ConnectAsync(Token));

        Assert.Contains("403", (await Assert.ThrowsAsync<WsException>(() => waiting)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DisposeAsync_Waiting_EndsEverything()
    {
        await using var fixture = new ClientFixture(options => options.Reconnect.Policy = WsReconnectPolicy.Fixed(TimeSpan.FromHours(1)));
        RawPeer peer = await fixture.OpenAsync();
        await peer.Stream.DisposeAsync();
        await fixture.NextAsync<WsClosed>();
        await fixture.NextAsync<WsReconnectAttempt>();

        await fixture.Client.DisposeAsync();

        Assert.Equal(WsClientState.Disposed, fixture.Client.State);
        await Assert.ThrowsAsync<WsException>(() => fixture.SendAsync("late").AsTask());
    }

    [Fact]
    public async Task Connection_BlackHoled_ComesBackAfterIntervalAndDeadline()
    {
        await using var fixture = new ClientFixture(options =>
        {
            options.Connection.PingInterval = TimeSpan.FromSeconds(20);
            options.Connection.PongTimeout = TimeSpan.FromSeconds(10);
        });
        RawPeer silent = await fixture.OpenAsync();

        fixture.Time.Advance(TimeSpan.FromSeconds(20));
        await silent.ExpectAsync(9);
        while (fixture.Client.State == WsClientState.Open)
        {
            fixture.Time.Advance(TimeSpan.FromSeconds(10));
            await Task.Yield();
        }

        Assert.Contains("no answer to a ping", (await fixture.NextAsync<WsClosed>()).Reason, StringComparison.Ordinal);
        await fixture.NextAsync<WsReconnectAttempt>();
        await fixture.NextAsync<WsHandshakeResult>();
    }
}

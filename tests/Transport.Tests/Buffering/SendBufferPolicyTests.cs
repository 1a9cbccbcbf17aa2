namespace TypedWs.Transport.Tests.Buffering;

public sealed class SendBufferPolicyTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Wait_Full_SendWaitsAndGoesInOrder()
    {
        await using ClientFixture fixture = Create(WsSendBufferPolicy.Wait);
        await fixture.SendAsync("0123456789", WsDelivery.MayDrop);

        Task waiting = fixture.SendAsync("later").AsTask();
        Assert.False(waiting.IsCompleted);
        Assert.Equal("full", await fixture.NextAsync<string>());
        RawPeer peer = await fixture.OpenAsync();

        Assert.Equal("0123456789", (await peer.ExpectAsync(1)).Text);
        Assert.Equal("later", (await peer.ExpectAsync(1)).Text);
        await waiting;
        Assert.Equal("drained", await fixture.NextAsync<string>());
    }

    [Fact]
    public async Task Wait_CancelledSend_LeavesNoTrace()
    {
        await using ClientFixture fixture = Create(WsSendBufferPolicy.Wait);
        await fixture.SendAsync("0123456789");
        using var cancel = new CancellationTokenSource();
        Task cancelled = fixture.Client.SendAsync(WsMessageType.Text, "cancelled"u8.ToArray(), cancellationToken: cancel.Token).AsTask();
        Task waiting = fixture.SendAsync("later").AsTask();

        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        await fixture.NextAsync<string>();
        RawPeer peer = await fixture.OpenAsync();

        Assert.Equal("0123456789", (await peer.ExpectAsync(1)).Text);
        Assert.Equal("later", (await peer.ExpectAsync(1)).Text);
        await waiting;
    }

    [Fact]
    public async Task DropNewest_Full_DropsOnlyWhatMayBe()
    {
        await using ClientFixture fixture = Create(WsSendBufferPolicy.DropNewest);
        await fixture.SendAsync("0123456789");

        await fixture.SendAsync("dropped", WsDelivery.MayDrop);
        Assert.Equal(1, fixture.Client.DroppedMessages);
        Task kept = fixture.SendAsync("kept").AsTask();

        Assert.False(kept.IsCompleted);
        await fixture.NextAsync<string>();
        RawPeer peer = await fixture.OpenAsync();
        Assert.Equal("0123456789", (await peer.ExpectAsync(1)).Text);
        Assert.Equal("kept", (await peer.ExpectAsync(1)).Text);
        await kept;
    }

    [Fact]
    public async Task DropOldest_Full_OldestDroppableMakesRoom()
    {
        await using ClientFixture fixture = Create(WsSendBufferPolicy.DropOldest);
        await fixture.SendAsync("keep");
        await fixture.SendAsync("old", WsDelivery.MayDrop);
        await fixture.SendAsync("new", WsDelivery.MayDrop);

        await fixture.SendAsync("!!!");

        Assert.Equal(1, fixture.Client.DroppedMessages);
        await fixture.NextAsync<string>();
        RawPeer peer = await fixture.OpenAsync();
        foreach (string expected in (string[])["keep", "new", "!!!"])
            Assert.Equal(expected, (await peer.ExpectAsync(1)).Text);
    }

    [Fact]
    public async Task DropOldest_DroppingWouldNotSuffice_DropsNothing()
    {
        await using ClientFixture fixture = Create(WsSendBufferPolicy.DropOldest);
        await fixture.SendAsync("keepkeep");
        await fixture.SendAsync("x", WsDelivery.MayDrop);

        Task waiting = fixture.SendAsync("too much").AsTask();

        Assert.False(waiting.IsCompleted);
        Assert.Equal(0, fixture.Client.DroppedMessages);
        fixture.Client.Abort();
        await fixture.Client.DisposeAsync();
        await Assert.ThrowsAsync<WsException>(() => waiting);
    }

    [Fact]
    public async Task Disconnect_ServerDoesNotRead_ConnectionEndsWithTheReason()
    {
        await using ClientFixture fixture = Create(WsSendBufferPolicy.Disconnect);
        await fixture.OpenAsync();
        var sends = new List<Task>();
        for (int i = 0; i < 40; i++)
            sends.Add(fixture.SendAsync("0123456789").AsTask());

        object told = await fixture.NextAsync<object>();
        while (told is not WsClosed)
            told = await fixture.NextAsync<object>();

        Assert.Contains("send buffer is full", ((WsClosed)told).Reason, StringComparison.Ordinal);
        fixture.Client.Abort();
        await fixture.Client.DisposeAsync();
        foreach (Task send in sends)
            await send.ContinueWith(static done => done.Exception, Token, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    [Fact]
    public async Task SendAsync_MessageLargerThanTheBuffer_IsTakenWhenNothingWaits()
    {
        await using ClientFixture fixture = Create(WsSendBufferPolicy.Wait);

        await fixture.SendAsync("longer than ten bytes");

        Assert.Equal(21, fixture.Client.PendingBytes);
        Assert.False(fixture.Client.TrySend(WsMessageType.Text, "x"u8.ToArray()));
    }

    [Fact]
    public async Task FlushAsync_Queued_CompletesWhenTheStreamHasIt()
    {
        await using ClientFixture fixture = Create(WsSendBufferPolicy.Wait);
        await fixture.SendAsync("one");
        Task flushing = fixture.Client.FlushAsync(Token).AsTask();
        Assert.False(flushing.IsCompleted);

        RawPeer peer = await fixture.OpenAsync();
        await flushing;

        Assert.Equal("one", (await peer.ExpectAsync(1)).Text);
    }

    private static ClientFixture Create(WsSendBufferPolicy policy) => new(options =>
    {
        options.SendBufferSize = 10;
        options.SendBufferPolicy = policy;
        options.Connection.SendHighWaterMark = 1;
    });
}

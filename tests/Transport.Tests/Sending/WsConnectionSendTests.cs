using System.Buffers;

namespace TypedWs.Transport.Tests.Sending;

public sealed class WsConnectionSendTests
{
    private static readonly WsPayloadWriter<byte[]> Bytes = static (output, bytes) => output.Write(bytes);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(WsRole.Client, 0)]
    [InlineData(WsRole.Client, 125)]
    [InlineData(WsRole.Client, 126)]
    [InlineData(WsRole.Client, 65535)]
    [InlineData(WsRole.Client, 65536)]
    [InlineData(WsRole.Client, 600_000)]
    [InlineData(WsRole.Server, 0)]
    [InlineData(WsRole.Server, 125)]
    [InlineData(WsRole.Server, 126)]
    [InlineData(WsRole.Server, 65535)]
    [InlineData(WsRole.Server, 65536)]
    [InlineData(WsRole.Server, 600_000)]
    public async Task SendAsync_LengthAtABorderBetweenShortOnes_ArrivesWhole(WsRole role, int length)
    {
        await using var fixture = new ConnectionFixture(role);
        byte[] payload = new byte[length];
        new Random(length).NextBytes(payload);
        byte[][] messages = ["before"u8.ToArray(), payload, "after"u8.ToArray()];

        foreach (byte[] message in messages)
            await fixture.Connection.SendAsync(WsMessageType.Binary, message, Token);

        foreach (byte[] message in messages)
            Assert.Equal(message, await fixture.Peer.ExpectMessageAsync(2));
    }

    [Fact]
    public async Task SendAsync_Client_MasksEachFrameWithItsOwnKey()
    {
        await using var fixture = new ConnectionFixture(WsRole.Client);
        var keys = new HashSet<string>();
        for (int i = 0; i < 10; i++)
        {
            await fixture.Connection.SendAsync(WsMessageType.Text, "x"u8.ToArray(), Token);
            keys.Add(Convert.ToHexString((await fixture.Peer.ExpectAsync(1)).Key));
        }

        Assert.DoesNotContain("00000000", keys);
        Assert.True(keys.Count > 5);
    }

    [Fact]
    public async Task SendAsync_WriterThrows_TakesTheMessageBack()
    {
        await using var fixture = new ConnectionFixture(WsRole.Client);
        var gate = new TaskCompletionSource();
        fixture.Near.BeforeWrite = _ => gate.Task;
        await fixture.Connection.SendAsync(WsMessageType.Text, "one"u8.ToArray(), Token);
        await fixture.Connection.SendAsync(WsMessageType.Text, "two"u8.ToArray(), Token);
        int pending = fixture.Connection.PendingBytes;

        await Assert.ThrowsAsync<FormatException>(async () => await fixture.Connection.SendAsync(
            WsMessageType.Text,
            static (output, _) =>
            {
                output.Write("half a mess"u8);
                throw new FormatException();
            },
            0,
            Token));
        Assert.Equal(pending, fixture.Connection.PendingBytes);
        await fixture.Connection.SendAsync(WsMessageType.Text, "three"u8.ToArray(), Token);
        gate.SetResult();

        Assert.Equal("one", (await fixture.Peer.ExpectAsync(1)).Text);
        Assert.Equal("two", (await fixture.Peer.ExpectAsync(1)).Text);
        Assert.Equal("three", (await fixture.Peer.ExpectAsync(1)).Text);
    }

    [Fact]
    public async Task SendAsync_InsideAPayloadWriter_Throws()
    {
        await using var fixture = new ConnectionFixture(WsRole.Client);

        await Assert.ThrowsAsync<InvalidOperationException>(async () => await fixture.Connection.SendAsync(
            WsMessageType.Text,
            static (_, connection) => connection.TrySend(WsMessageType.Text, Bytes, []),
            fixture.Connection,
            Token));
    }

    [Fact]
    public async Task SendAsync_AboveTheHighWaterMark_WaitsInLine()
    {
        await using var fixture = new ConnectionFixture(WsRole.Server, options => options.SendHighWaterMark = 10);
        TaskCompletionSource gate = Block(fixture);
        await fixture.Connection.SendAsync(WsMessageType.Text, "0123456789"u8.ToArray(), Token);

        Task first = fixture.Connection.SendAsync(WsMessageType.Text, "first"u8.ToArray(), Token).AsTask();
        Task second = fixture.Connection.SendAsync(WsMessageType.Text, "second"u8.ToArray(), Token).AsTask();
        Assert.False(first.IsCompleted);
        Assert.False(second.IsCompleted);
        gate.SetResult();
        await first;
        await second;

        string[] expected = ["in flight", "0123456789", "first", "second"];
        foreach (string text in expected)
            Assert.Equal(text, (await fixture.Peer.ExpectAsync(1)).Text);
    }

    [Fact]
    public async Task SendAsync_CancelledInLine_IsNotSent()
    {
        await using var fixture = new ConnectionFixture(WsRole.Server, options => options.SendHighWaterMark = 10);
        TaskCompletionSource gate = Block(fixture);
        await fixture.Connection.SendAsync(WsMessageType.Text, "0123456789"u8.ToArray(), Token);
        using var cancel = new CancellationTokenSource();

        Task first = fixture.Connection.SendAsync(WsMessageType.Text, "first"u8.ToArray(), cancel.Token).AsTask();
        Task second = fixture.Connection.SendAsync(WsMessageType.Text, "second"u8.ToArray(), Token).AsTask();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        gate.SetResult();
        await second;

        string[] expected = ["in flight", "0123456789", "second"];
        foreach (string text in expected)
            Assert.Equal(text, (await fixture.Peer.ExpectAsync(1)).Text);
    }

    [Fact]
    public async Task TrySendBelowMark_AboveTheHighWaterMark_IsRefused()
    {
        await using var fixture = new ConnectionFixture(WsRole.Server, options => options.SendHighWaterMark = 10);
        TaskCompletionSource gate = Block(fixture);

        Assert.True(fixture.Connection.HasRoom);
        Assert.True(fixture.Connection.TrySendBelowMark(WsMessageType.Text, Bytes, "0123456789"u8.ToArray()));
        Assert.False(fixture.Connection.HasRoom);
        Assert.False(fixture.Connection.TrySendBelowMark(WsMessageType.Text, Bytes, "too much"u8.ToArray()));
        gate.SetResult();

        Assert.Equal("in flight", (await fixture.Peer.ExpectAsync(1)).Text);
        Assert.Equal("0123456789", (await fixture.Peer.ExpectAsync(1)).Text);
    }

    [Fact]
    public async Task TrySend_AboveTheHighWaterMark_IsAdmittedUpToTheHardLimit()
    {
        await using var fixture = new ConnectionFixture(WsRole.Server, options => (options.SendHighWaterMark, options.SendHardLimit) = (10, 30));
        TaskCompletionSource gate = Block(fixture);

        Assert.True(fixture.Connection.TrySend(WsMessageType.Text, Bytes, "0123456789"u8.ToArray()));
        Assert.False(fixture.Connection.TrySend(WsPreparedMessage.Create(WsMessageType.Text, Bytes, "prepared"u8.ToArray())));
        Assert.True(fixture.Connection.TrySend(WsMessageType.Text, Bytes, "0123456789"u8.ToArray()));
        Assert.False(fixture.Connection.TrySend(WsMessageType.Text, Bytes, "too much"u8.ToArray()));
        Assert.Equal(24, fixture.Connection.PendingBytes);
        gate.SetResult();

        Assert.Equal("in flight", (await fixture.Peer.ExpectAsync(1)).Text);
        Assert.Equal("0123456789", (await fixture.Peer.ExpectAsync(1)).Text);
        Assert.Equal("0123456789", (await fixture.Peer.ExpectAsync(1)).Text);
    }

    [Fact]
    public async Task CloseAsync_WhileSendsWait_SendsThemFirst()
    {
        await using var fixture = new ConnectionFixture(WsRole.Server, options => options.SendHighWaterMark = 10);
        TaskCompletionSource gate = Block(fixture);
        await fixture.Connection.SendAsync(WsMessageType.Text, "0123456789"u8.ToArray(), Token);
        Task waiting = fixture.Connection.SendAsync(WsMessageType.Text, "waiting"u8.ToArray(), Token).AsTask();

        _ = fixture.Connection.CloseAsync(cancellationToken: Token);
        gate.SetResult();
        await waiting;

        string[] expected = ["in flight", "0123456789", "waiting"];
        foreach (string text in expected)
            Assert.Equal(text, (await fixture.Peer.ExpectAsync(1)).Text);
        await fixture.Peer.ExpectCloseAsync(1000);
    }

    [Fact]
    public async Task Abort_WhileSendsWait_TellsThemWhy()
    {
        await using var fixture = new ConnectionFixture(WsRole.Server, options => options.SendHighWaterMark = 10);
        fixture.Near.BeforeWrite = token => Task.Delay(Timeout.InfiniteTimeSpan, token); // ends with the connection
        await fixture.Connection.SendAsync(WsMessageType.Text, "in flight"u8.ToArray(), Token);
        await fixture.Connection.SendAsync(WsMessageType.Text, "0123456789"u8.ToArray(), Token);
        Task waiting = fixture.Connection.SendAsync(WsMessageType.Text, "waiting"u8.ToArray(), Token).AsTask();
        Task flushing = fixture.Connection.FlushAsync(Token).AsTask();

        fixture.Connection.Abort("enough");

        Assert.Equal("enough", (await Assert.ThrowsAsync<WsClosedException>(() => waiting)).Closed.Reason);
        Assert.Equal("enough", (await Assert.ThrowsAsync<WsClosedException>(() => flushing)).Closed.Reason);
    }

    [Theory]
    [InlineData(WsRole.Client)]
    [InlineData(WsRole.Server)]
    public async Task TrySend_PreparedMessage_ArrivesIdleAndBehindOthers(WsRole role)
    {
        await using var fixture = new ConnectionFixture(role);
        WsPreparedMessage prepared = WsPreparedMessage.Create(WsMessageType.Text, Bytes, "to all"u8.ToArray());
        byte[] before = prepared.Payload.ToArray();

        Assert.True(fixture.Connection.TrySend(prepared));
        await fixture.Connection.FlushAsync(Token);
        TaskCompletionSource gate = Block(fixture);
        Assert.True(fixture.Connection.TrySend(prepared));
        gate.SetResult();

        string[] expected = ["to all", "in flight", "to all"];
        foreach (string text in expected)
            Assert.Equal(text, (await fixture.Peer.ExpectAsync(1)).Text);
        Assert.Equal(before, prepared.Payload.ToArray());
    }

    [Fact]
    public async Task SendAsync_ManyThreads_KeepsEachThreadsOrder()
    {
        await using var fixture = new ConnectionFixture(WsRole.Client, options => options.SendHighWaterMark = 256);
        Task[] senders = [.. Enumerable.Range(0, 4).Select(thread => Task.Run(async () =>
        {
            for (int i = 0; i < 500; i++)
                await fixture.Connection.SendAsync(WsMessageType.Binary, new byte[] { (byte)thread, (byte)(i >> 8), (byte)i }, Token);
        }, Token))];

        int[] next = new int[4];
        for (int i = 0; i < 2000; i++)
        {
            byte[] payload = (await fixture.Peer.ExpectAsync(2)).Payload;
            Assert.Equal(next[payload[0]]++, (payload[1] << 8) | payload[2]);
        }

        await Task.WhenAll(senders);
    }

    /// <summary>Puts a write in flight that ends when the test says so.</summary>
    private static TaskCompletionSource Block(ConnectionFixture fixture)
    {
        var gate = new TaskCompletionSource();
        fixture.Near.BeforeWrite = _ => gate.Task;
        fixture.Time.Advance(TimeSpan.FromMilliseconds(1)); // no burst: the write begins at once
        Assert.True(fixture.Connection.TrySend(WsMessageType.Text, Bytes, "in flight"u8.ToArray()));
        Assert.Equal(0, fixture.Connection.PendingBytes);
        return gate;
    }
}

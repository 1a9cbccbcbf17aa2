namespace TypedWs.Transport.Tests.Sending;

public sealed class WsConnectionCoalescingTests
{
    private static readonly WsPayloadWriter<int> Number = static (output, value) =>
    {
        output.GetSpan(1)[0] = (byte)value;
        output.Advance(1);
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SendAsync_LoneMessage_IsWrittenWhenItReturns()
    {
        await using var fixture = new ConnectionFixture(WsRole.Client);
        for (int i = 1; i <= 3; i++)
        {
            fixture.Time.Advance(TimeSpan.FromMilliseconds(1));
            Assert.True(fixture.Connection.SendAsync(WsMessageType.Binary, Number, i, Token).AsTask().IsCompletedSuccessfully);
            Assert.Equal(i, fixture.Near.Writes);
        }
    }

    [Theory]
    [InlineData(WsRole.Client)]
    [InlineData(WsRole.Server)]
    public async Task SendAsync_DuringAWrite_LeavesWithTheNext(WsRole role)
    {
        await using var fixture = new ConnectionFixture(role);
        var gate = new TaskCompletionSource();
        fixture.Near.BeforeWrite = _ => gate.Task;

        for (int i = 0; i <= 100; i++)
            Assert.True(fixture.Connection.SendAsync(WsMessageType.Binary, Number, i, Token).AsTask().IsCompletedSuccessfully);
        gate.SetResult();
        await fixture.Connection.FlushAsync(Token);

        Assert.Equal(2, fixture.Near.Writes);
        for (int i = 0; i <= 100; i++)
        {
            RawPeer.Frame frame = await fixture.Peer.ExpectAsync(2);
            Assert.Equal([(byte)i], frame.Payload);
            Assert.Equal(role == WsRole.Client, frame.Masked);
        }
    }

    /// <summary>What half of a read sets off, if it is not too little, leaves before the rest: the peer goes on with it meanwhile.</summary>
    [Theory]
    [InlineData(2, 1)]
    [InlineData(31, 1)]
    [InlineData(32, 1)]
    [InlineData(33, 2)]
    [InlineData(100, 2)]
    public async Task TrySend_WhileFramesOfOneReadAreHandedOver_LeavesInTwoPartsAtMost(int messages, int writes)
    {
        ConnectionFixture? fixture = null;
        await using ConnectionFixture made = fixture = new ConnectionFixture(WsRole.Server, start: false, receive: receiver => receiver.Handler = payload =>
        {
            Assert.True(fixture!.Connection.TrySend(WsMessageType.Binary, Number, payload[0]));
            return ValueTask.CompletedTask;
        });
        await made.Peer.SendAsync([.. Enumerable.Range(0, messages).SelectMany(i => RawFrame.Create(2, [(byte)i], masked: true))]);
        made.Connection.Start(made.Receiver);

        for (int i = 0; i < messages; i++)
            Assert.Equal([(byte)i], (await made.Peer.ExpectAsync(2)).Payload);
        Assert.Equal(writes, made.Near.Writes);
    }

    [Fact]
    public async Task FlushAsync_InsideTheHandOver_EndsTheHold()
    {
        ConnectionFixture? fixture = null;
        var writes = new TaskCompletionSource<int>();
        await using ConnectionFixture made = fixture = new ConnectionFixture(WsRole.Server, receive: receiver => receiver.Handler = async _ =>
        {
            fixture!.Connection.TrySend(WsMessageType.Binary, Number, 1);
            Assert.Equal(0, fixture.Near.Writes);
            await fixture.Connection.FlushAsync(Token);
            writes.SetResult(fixture.Near.Writes);
        });
        await made.SendTextAsync("go");

        Assert.Equal(1, await writes.Task);
    }

    [Fact]
    public async Task SendAsync_OnAnotherThreadDuringTheHold_EndsTheHold()
    {
        ConnectionFixture? fixture = null;
        var writes = new TaskCompletionSource<int>();
        await using ConnectionFixture made = fixture = new ConnectionFixture(WsRole.Server, receive: receiver => receiver.Handler = _ =>
        {
            fixture!.Connection.TrySend(WsMessageType.Binary, Number, 1);
            var other = new Thread(() => fixture.Connection.TrySend(WsMessageType.Binary, Number, 2));
            other.Start();
            other.Join();
            writes.SetResult(fixture.Near.Writes);
            return ValueTask.CompletedTask;
        });
        await made.SendTextAsync("go");

        Assert.Equal(1, await writes.Task);
    }

    [Fact]
    public async Task TrySend_HeldUpToTheHighWaterMark_IsWrittenInsideTheHold()
    {
        ConnectionFixture? fixture = null;
        var writes = new TaskCompletionSource<int>();
        await using ConnectionFixture made = fixture = new ConnectionFixture(
            WsRole.Server, options => options.SendHighWaterMark = 6, receive: receiver => receiver.Handler = _ =>
        {
            fixture!.Connection.TrySend(WsMessageType.Binary, Number, 1);
            fixture.Connection.TrySend(WsMessageType.Binary, Number, 2);
            writes.SetResult(fixture.Near.Writes);
            return ValueTask.CompletedTask;
        });
        await made.SendTextAsync("go");

        Assert.Equal(1, await writes.Task);
    }

    [Fact]
    public async Task Ping_WithDataQueued_GoesFirst()
    {
        await using var fixture = new ConnectionFixture(WsRole.Client);
        var gate = new TaskCompletionSource();
        fixture.Near.BeforeWrite = _ => gate.Task;
        await fixture.Connection.SendAsync(WsMessageType.Binary, Number, 1, Token);
        await fixture.Connection.SendAsync(WsMessageType.Binary, Number, 2, Token);

        fixture.Time.Advance(TimeSpan.FromSeconds(20));
        gate.SetResult();

        Assert.Equal([1], (await fixture.Peer.ExpectAsync(2)).Payload);
        await fixture.Peer.ExpectAsync(9);
        Assert.Equal([2], (await fixture.Peer.ExpectAsync(2)).Payload);
    }
}

using System.Buffers;

namespace TypedWs.Transport.Tests.Sending;

public sealed class WsConnectionFragmentationTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(WsRole.Client, 128, 1)]
    [InlineData(WsRole.Client, 129, 2)]
    [InlineData(WsRole.Client, 256, 2)]
    [InlineData(WsRole.Client, 1000, 8)]
    [InlineData(WsRole.Server, 128, 1)]
    [InlineData(WsRole.Server, 129, 2)]
    [InlineData(WsRole.Server, 256, 2)]
    [InlineData(WsRole.Server, 1000, 8)]
    public async Task SendAsync_LongerThanAFrame_IsCutIntoFrames(WsRole role, int length, int count)
    {
        await using var fixture = new ConnectionFixture(role, options => options.MaxFrameSize = 128);
        byte[] payload = RandomBytes(length);

        await fixture.Connection.SendAsync(WsMessageType.Text, payload, Token);
        await fixture.Connection.SendAsync(WsMessageType.Binary, "next"u8.ToArray(), Token);
        var frames = new List<RawPeer.Frame>();
        for (int i = 0; i < count; i++)
            frames.Add(await fixture.Peer.ExpectAsync(i == 0 ? (byte)1 : (byte)0));

        Assert.Equal(payload, frames.SelectMany(frame => frame.Payload));
        Assert.All(frames, frame => Assert.InRange(frame.Payload.Length, 1, 128));
        Assert.All(frames, frame => Assert.Equal(role == WsRole.Client, frame.Masked));
        Assert.All(frames, frame => Assert.Equal(frame == frames[^1], frame.IsFinal));
        Assert.Equal("next"u8.ToArray(), await fixture.Peer.ExpectMessageAsync(2));
    }

    [Fact]
    public async Task SendAsync_Client_MasksEachFragmentWithItsOwnKey()
    {
        await using var fixture = new ConnectionFixture(WsRole.Client, options => options.MaxFrameSize = 128);

        await fixture.Connection.SendAsync(WsMessageType.Binary, new byte[1280], Token);
        var keys = new HashSet<string>();
        for (int i = 0; i < 10; i++)
            keys.Add(Convert.ToHexString((await fixture.Peer.ExpectAsync(i == 0 ? (byte)2 : (byte)0)).Key));

        Assert.True(keys.Count > 5);
    }

    [Theory]
    [InlineData(WsRole.Client)]
    [InlineData(WsRole.Server)]
    public async Task Pong_WithALargeMessageUnderWay_GoesBetweenItsFrames(WsRole role)
    {
        // The peer's window holds less than the message, so that its ping is there before the message's end has left.
        await using var fixture = new ConnectionFixture(role, capacity: 64 * 1024);
        byte[] payload = RandomBytes(2_000_000);

        await fixture.Connection.SendAsync(WsMessageType.Binary, payload, Token);
        await fixture.Peer.SendAsync([.. RawFrame.Create(9, "alive?"u8, fixture.PeerMasks), .. RawFrame.Text("done", fixture.PeerMasks)]);
        Assert.Equal("done", await fixture.Receiver.NextTextAsync()); // so the ping before it has been answered

        (byte[] received, int before) = await ReadAroundPongAsync(fixture.Peer);
        Assert.Equal(payload, received);
        Assert.InRange(before, 1, payload.Length - 1);
    }

    [Fact]
    public async Task Ping_WithALargeMessageUnderWay_GoesBetweenItsFrames()
    {
        await using var fixture = new ConnectionFixture(WsRole.Client);
        var gate = new TaskCompletionSource();
        fixture.Near.BeforeWrite = _ => gate.Task;
        await fixture.Connection.SendAsync(WsMessageType.Binary, new byte[500_000], Token);

        fixture.Time.Advance(TimeSpan.FromSeconds(20));
        gate.SetResult();
        var opcodes = new List<byte>();
        RawPeer.Frame? frame;
        do
        {
            frame = await fixture.Peer.ReadAsync();
            opcodes.Add(frame!.Opcode);
        }
        while (!frame.IsFinal || frame.Opcode == 9);

        Assert.InRange(opcodes.IndexOf(9), 1, opcodes.Count - 2);
    }

    [Fact]
    public async Task FlushAsync_LargeMessage_CompletesAfterItsLastFrame()
    {
        await using var fixture = new ConnectionFixture(WsRole.Server, capacity: 1024);
        await fixture.Connection.SendAsync(WsMessageType.Binary, new byte[500_000], Token);

        Task flushing = fixture.Connection.FlushAsync(Token).AsTask();
        Assert.False(flushing.IsCompleted);
        await fixture.Peer.ExpectMessageAsync(2);

        await flushing;
    }

    [Fact]
    public async Task CloseAsync_LargeMessageUnderWay_FollowsIt()
    {
        await using var fixture = new ConnectionFixture(WsRole.Server, capacity: 64 * 1024);
        byte[] payload = RandomBytes(500_000);
        await fixture.Connection.SendAsync(WsMessageType.Binary, payload, Token);

        _ = fixture.Connection.CloseAsync(cancellationToken: Token);

        Assert.Equal(payload, await fixture.Peer.ExpectMessageAsync(2));
        await fixture.Peer.ExpectCloseAsync(1000);
    }

    [Theory]
    [InlineData(WsRole.Client)]
    [InlineData(WsRole.Server)]
    public async Task TrySend_LargePreparedMessage_IsCutIntoFrames(WsRole role)
    {
        await using var fixture = new ConnectionFixture(role);
        byte[] payload = RandomBytes(200_000);
        WsPreparedMessage prepared = WsPreparedMessage.Create(WsMessageType.Binary, static (output, bytes) => output.Write(bytes), payload);

        Assert.True(fixture.Connection.TrySend(prepared));

        Assert.Equal(payload, prepared.Payload.ToArray());
        RawPeer.Frame first = await fixture.Peer.ExpectAsync(2);
        Assert.False(first.IsFinal);
        Assert.Equal(64 * 1024, first.Payload.Length);
        for (int i = 1; i < 4; i++)
            Assert.Equal(i == 3, (await fixture.Peer.ExpectAsync(0)).IsFinal);
    }

    [Fact]
    public void MaxFrameSize_TooSmall_IsRefused()
    {
        var options = new WsConnectionOptions { MaxFrameSize = 127 };

        Assert.Throws<ArgumentOutOfRangeException>(() => new WsConnection(new EndlessStream([]), WsRole.Client, options));
    }

    private static async Task<(byte[] Payload, int BeforePong)> ReadAroundPongAsync(RawPeer peer)
    {
        var payload = new List<byte>();
        int before = -1;
        while (true)
        {
            RawPeer.Frame frame = (await peer.ReadAsync())!;
            if (frame.Opcode == 10)
            {
                Assert.Equal("alive?", frame.Text);
                before = payload.Count;
                continue;
            }

            payload.AddRange(frame.Payload);
            if (frame.IsFinal)
                return ([.. payload], before);
        }
    }

    private static byte[] RandomBytes(int length)
    {
        byte[] bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        return bytes;
    }
}

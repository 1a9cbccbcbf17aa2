using System.Buffers;
using System.IO.Compression;
using TypedWs.Tests;
using TypedWs.Transport.Tests.Compression;

namespace TypedWs.Transport.Tests.Memory;

[Trait("Category", "Concurrency")]
public sealed class WsConnectionMemoryTests
{
    private const int KiB = 1024;

    private static readonly WsPayloadWriter<byte[]> Bytes = static (output, bytes) => output.Write(bytes);

    private readonly CountingPool _pool = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(WsRole.Client, false)]
    [InlineData(WsRole.Client, true)]
    [InlineData(WsRole.Server, false)]
    [InlineData(WsRole.Server, true)]
    public async Task Idle_AfterTrafficBothWays_HoldsNoBuffer(WsRole role, bool compressed)
    {
        await using var fixture = new ConnectionFixture(role, options => Configure(options), compression: compressed ? Agreement.With() : null);
        await fixture.Connection.SendAsync(WsMessageType.Binary, new byte[200_000], Token);
        await fixture.Peer.ExpectMessageAsync(2);
        await fixture.Peer.SendAsync(RawFrame.Create(2, new byte[200_000], fixture.PeerMasks));
        await fixture.Receiver.NextAsync();

        // A byte after a long wait, such as a pong's, makes the connection wait for the next without a buffer.
        for (int i = 0; i < 1000 && _pool.Count > 0; i++)
        {
            fixture.Time.Advance(TimeSpan.FromMilliseconds(20));
            await fixture.SendTextAsync("now and then");
            await fixture.Receiver.NextTextAsync();
            await Task.Yield();
        }

        Assert.Equal(0, _pool.Count);
    }

    [Fact]
    public async Task Idle_PingsOfBothSidesMeet_HoldsNoBuffer()
    {
        await using var fixture = new ConnectionFixture(WsRole.Server, options => Configure(options));
        await fixture.SendTextAsync("the last one");
        await fixture.Receiver.NextAsync();

        // No time passes between the message, the peer's ping and its pong to ours.
        await fixture.Peer.SendAsync(RawFrame.Create(9, "ping"u8, masked: true));
        await fixture.Peer.ExpectAsync(10);
        await fixture.Peer.SendAsync(RawFrame.Create(10, "pong"u8, masked: true));

        await _pool.WhenEmptyAsync();
    }

    [Fact]
    public async Task Started_NothingReceived_HoldsNoBuffer()
    {
        await using var fixture = new ConnectionFixture(WsRole.Server, options => Configure(options));

        await fixture.Connection.FlushAsync(Token);

        Assert.Equal(0, _pool.PeakBytes);
    }

    [Theory]
    [InlineData(WsRole.Client)]
    [InlineData(WsRole.Server)]
    public async Task SlowPeer_ManySendersWaiting_BuffersStayWithinTheHighWaterMark(WsRole role)
    {
        await using var fixture = new ConnectionFixture(role, options => Configure(options));
        fixture.Near.BeforeWrite = token => Task.Delay(Timeout.InfiniteTimeSpan, token); // ends with the connection

        Task[] senders = [.. Enumerable.Range(0, 5000).Select(_ => fixture.Connection.SendAsync(WsMessageType.Binary, new byte[1000], Token).AsTask())];

        Assert.Contains(senders, sender => !sender.IsCompleted);
        // A batch that is full, grown by doubling, and the first message, which is under way.
        Assert.InRange(_pool.PeakBytes, 64 * KiB, 256 * KiB);
        fixture.Connection.Abort("the test is over");
        foreach (Task sender in senders.Where(sender => !sender.IsCompletedSuccessfully))
            await Assert.ThrowsAsync<WsClosedException>(() => sender);
    }

    [Theory]
    [InlineData(WsRole.Client)]
    [InlineData(WsRole.Server)]
    public async Task SlowReceiver_PeerSendsWithoutPause_HoldsOneReadBuffer(WsRole role)
    {
        var gate = new AwaitedGate();
        await using var fixture = new ConnectionFixture(role, options => Configure(options), capacity: 8 * KiB, receive: receiver => receiver.Handler = _ => gate.Wait());
        byte[] frame = RawFrame.Create(2, new byte[1000], fixture.PeerMasks);

        Task sending = SendManyAsync(fixture.Peer, frame);
        await gate.Awaited;

        Assert.False(sending.IsCompleted);
        Assert.InRange(_pool.PeakBytes, 1, 16 * KiB);
        fixture.Connection.Abort("the test is over");
        await fixture.Connection.Completion;
        gate.Open();
        await fixture.Peer.Stream.DisposeAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => sending);
    }

    [Theory]
    [InlineData(WsRole.Client)]
    [InlineData(WsRole.Server)]
    public async Task HeaderThatClaimsMuch_LittleFollows_HoldsWhatHasCome(WsRole role)
    {
        await using var fixture = new ConnectionFixture(role, options => Configure(options));
        byte[] frame = RawFrame.Create(2, new byte[1000 * KiB], fixture.PeerMasks);

        await fixture.Peer.SendAsync(frame[..1000]);
        await fixture.Peer.Stream.DisposeAsync();
        await fixture.Connection.Completion;

        Assert.InRange(_pool.PeakBytes, 1, 32 * KiB);
        await _pool.WhenEmptyAsync();
    }

    [Fact]
    public async Task CompressionBomb_OfManyMegabytes_TakesNoMoreThanTheLimitAllows()
    {
        await using var fixture = new ConnectionFixture(
            WsRole.Client, options => Configure(options).MaxMessageSize = 256 * KiB, compression: Agreement.With());

        await fixture.Peer.SendAsync(RawFrame.Create(2, Bomb(64), masked: false, reserved: 0x40));
        await fixture.Peer.ExpectCloseAsync(1009);
        await fixture.Peer.Stream.DisposeAsync();
        await fixture.Connection.Completion;

        // The message with one byte over its limit, once more while it is copied to a larger array, and the read buffer.
        Assert.InRange(_pool.PeakBytes, 256 * KiB, (512 + 256 + 64) * KiB);
        await _pool.WhenEmptyAsync();
    }

    [Theory]
    [InlineData("close")]
    [InlineData("abort")]
    [InlineData("violation")]
    [InlineData("cut")]
    [InlineData("write fails")]
    public async Task End_HoweverItComes_GivesEveryBufferBack(string how)
    {
        await using var fixture = new ConnectionFixture(WsRole.Server, options => Configure(options), compression: Agreement.With());
        await fixture.Peer.SendAsync(RawFrame.Create(2, new byte[50_000], masked: true, final: false));
        fixture.Connection.TrySend(WsMessageType.Binary, Bytes, new byte[100_000]);

        switch (how)
        {
            case "close":
                _ = fixture.Connection.CloseAsync(cancellationToken: Token);
                await fixture.Peer.SendAsync(RawFrame.Close(1000, "", masked: true));
                break;
            case "abort":
                fixture.Connection.Abort("enough");
                break;
            case "violation":
                await fixture.Peer.SendAsync(RawFrame.Create(3, [], masked: true));
                break;
            case "write fails":
                fixture.Near.BeforeWrite = _ => Task.FromException(new IOException("broken pipe"));
                fixture.Connection.TrySend(WsMessageType.Binary, Bytes, new byte[1000]);
                break;
        }

        if (how != "abort")
            await fixture.Peer.Stream.DisposeAsync();
        await fixture.Connection.Completion;

        Assert.True(_pool.PeakBytes > 0);
        await _pool.WhenEmptyAsync();
    }

    private static byte[] Bomb(int megabytes)
    {
        using var output = new MemoryStream();
        using (var deflate = new DeflateStream(output, CompressionLevel.Optimal, leaveOpen: true))
        {
            for (int i = 0; i < megabytes; i++)
                deflate.Write(new byte[1024 * KiB]);
        }

        return output.ToArray();
    }

    private static async Task SendManyAsync(RawPeer peer, byte[] frame)
    {
        await Task.Yield();
        while (true)
            await peer.SendAsync(frame);
    }

    private WsConnectionOptions Configure(WsConnectionOptions options)
    {
        options.BufferPool = _pool;
        options.PingInterval = Timeout.InfiniteTimeSpan;
        return options;
    }
}

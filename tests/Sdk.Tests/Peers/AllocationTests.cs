using System.Buffers.Text;
using Microsoft.Extensions.Time.Testing;
using TypedWs.CompilerServices;
using TypedWs.Peers;
using TypedWs.Transport;

namespace TypedWs.Tests.Peers;

/// <summary>
/// What a message costs in memory, counted exactly on one thread: the test's thread plays the receive loop, and writes of the stream are complete at once.
/// </summary>
public sealed class AllocationTests : IAsyncDisposable
{
    private const int Warmup = 3000;
    private const int Runs = 1000;

    private static readonly RequestMethod<Ask, Reply> AskForReply = new("t.ask", new TestMethods.AskCodec(), new ReplyCodec());

    private readonly Handlers _handlers = new();
    private readonly WsConnection _connection = new(new SinkStream(), WsRole.Server, new WsConnectionOptions { PingInterval = Timeout.InfiniteTimeSpan, TimeProvider = new LeapingClock() });

    private Note? _received;

    [Theory]
    [InlineData(WireFormat.Json)]
    [InlineData(WireFormat.MessagePack)]
    public void SendAsync_OneWay_AllocatesNothing(WireFormat format)
    {
        Peer peer = CreatePeer(format);
        var note = new Note("hello", 5);

        long allocated = Measure(() => AssertDone(peer.SendAsync(TestMethods.Note, note)));

        Assert.Equal(0, allocated);
    }

    [Theory]
    [InlineData(SlowPolicy.Wait)]
    [InlineData(SlowPolicy.DropOldest)]
    [InlineData(SlowPolicy.DropNewest)]
    [InlineData(SlowPolicy.LatestOnly)]
    [InlineData(SlowPolicy.Disconnect)]
    public void SendAsync_OneWayOfAFastSession_AllocatesNothing(SlowPolicy policy)
    {
        var session = new SlowSession(CreatePeer(WireFormat.Json), policy);
        var note = new Note("hello", 5);

        long allocated = Measure(() => AssertDone(session.SendOneWayAsync(TestMethods.Note, note)));
        long allocatedByKey = Measure(() => AssertDone(session.SendOneWayAsync(SlowMethods.LatestOfNumber, note)));

        Assert.Equal((0, 0), (allocated, allocatedByKey));
    }

    [Fact]
    public void TrySend_PreparedMessage_AllocatesNothing()
    {
        Peer peer = CreatePeer(WireFormat.Json);
        WsPreparedMessage prepared = Peer.Prepare(SlowMethods.Latest, new Note("hello", 5), WireFormat.Json);

        long allocated = Measure(() => Assert.True(peer.TrySend(prepared)));

        Assert.Equal(0, allocated);
    }

    [Theory]
    [InlineData(WireFormat.Json, false)]
    [InlineData(WireFormat.Json, true)]
    [InlineData(WireFormat.MessagePack, false)]
    [InlineData(WireFormat.MessagePack, true)]
    public void Receive_OneWay_AllocatesTheMessageOnly(WireFormat format, bool areOthersGuarded)
    {
        Peer peer = CreatePeer(format, areOthersGuarded ? new GuardOfOthers() : null);
        _handlers.Note = (note, _) =>
        {
            _received = note;
            return default;
        };
        (WsMessageType type, byte[] message) = format == WireFormat.Json
            ? (WsMessageType.Text, """{"jsonrpc":"2.0","method":"t.note","params":{"text":"hello","number":5}}"""u8.ToArray())
            : (WsMessageType.Binary, (byte[])[0x93, 0x02, 0xa6, .. "t.note"u8, 0x92, 0xa5, .. "hello"u8, 0x05]);
        long expected = Measure(() => _received = new Note(new string('x', 5), 5));

        long allocated = Measure(() => AssertDone(peer.ReceiveAsync(type, message)));

        Assert.Equal(expected, allocated);
        Assert.Equal(new Note("hello", 5), _received);
    }

    [Theory]
    [InlineData(WireFormat.Json, false)]
    [InlineData(WireFormat.Json, true)]
    [InlineData(WireFormat.MessagePack, false)]
    [InlineData(WireFormat.MessagePack, true)]
    public void Receive_RequestAnsweredAtOnce_AllocatesTheMessagesOnly(WireFormat format, bool areOthersGuarded)
    {
        Peer peer = CreatePeer(format, areOthersGuarded ? new GuardOfOthers() : null);
        (WsMessageType type, byte[] message) = format == WireFormat.Json
            ? (WsMessageType.Text, """{"jsonrpc":"2.0","id":7,"method":"t.ask","params":{"text":"hello"}}"""u8.ToArray())
            : (WsMessageType.Binary, (byte[])[0x94, 0x00, 0x07, 0xa5, .. "t.ask"u8, 0x91, 0xa5, .. "hello"u8]);
        object kept = "";
        long expected = Measure(() => kept = new Ask(new string('x', 5))) + Measure(() => kept = new Answer("kept"));

        long allocated = Measure(() => AssertDone(peer.ReceiveAsync(type, message)));

        Assert.Equal(expected, allocated);
        GC.KeepAlive(kept);
    }

    /// <summary>The call itself is pooled: a request whose answer is there when it is awaited costs its reply and nothing else.</summary>
    [Fact]
    public void RequestAsync_AnsweredBeforeTheAwait_AllocatesTheReplyOnly()
    {
        Peer peer = CreatePeer(WireFormat.Json);
        var ask = new Ask("hello");
        uint next = 0;
        byte[] answer = new byte[128];
        object kept = "";
        long expected = Measure(() => kept = new Reply(new string('x', 5)));

#pragma warning disable CA2012 // An await would make the run a state machine; the call is complete, and its result is taken once.
        long allocated = Measure(() =>
        {
            ValueTask<Reply> asked = peer.RequestAsync(AskForReply, ask, default);
            AssertDone(peer.ReceiveAsync(WsMessageType.Text, answer.AsMemory(0, WriteAnswer(answer, next))));
            next += 65536; // The same slot, one generation on.
            Assert.True(asked.IsCompletedSuccessfully);
            kept = asked.Result;
        });
#pragma warning restore CA2012

        Assert.Equal(expected, allocated);
        Assert.Equal(new Reply("hello"), kept);
    }

    public async ValueTask DisposeAsync()
    {
        _connection.Abort("the test is over");
        await _connection.Completion;
    }

    private static void AssertDone(ValueTask task) => Assert.True(task.IsCompletedSuccessfully);

    private static int WriteAnswer(Span<byte> output, uint id)
    {
        ReadOnlySpan<byte> start = """{"jsonrpc":"2.0","id":"""u8;
        ReadOnlySpan<byte> end = ""","result":{"text":"hello"}}"""u8;
        start.CopyTo(output);
        Assert.True(Utf8Formatter.TryFormat(id, output[start.Length..], out int digits));
        end.CopyTo(output[(start.Length + digits)..]);
        return start.Length + digits + end.Length;
    }

    /// <summary>The bytes that one run allocates on this thread.</summary>
    private static long Measure(Action run)
    {
        for (int i = 0; i < Warmup; i++)
            run();

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < Runs; i++)
            run();
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal(0, allocated % Runs);
        return allocated / Runs;
    }

    private Peer CreatePeer(WireFormat format, MessageGuard? guard = null)
    {
        // A clock that stands still: the time-outs' timer neither ticks nor stops, so that it is not started anew in the middle of the count.
        var peer = new Peer(new PeerOptions { TimeProvider = new FakeTimeProvider() }, format, [_handlers.Bind()], Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance) { Guard = guard };
        peer.Attach(_connection);
        return peer;
    }

    private sealed class GuardOfOthers : MessageGuard
    {
        public override bool Covers(string method) => method == "t.other";

        public override ValueTask<bool> AdmitsAsync(string method, TypedWsSession session) => throw new InvalidOperationException("Nothing of these tests is covered.");
    }

    /// <summary>A reply of this class's own, so that no other test uses its pool.</summary>
    private sealed record Reply(string Text);

    private sealed class ReplyCodec : TestMethods.TextCodec<Reply>
    {
        protected override Reply Create(string text) => new(text);

        protected override string TextOf(Reply value) => value.Text;
    }

    /// <summary>A clock that leaps with every look at it: no two sends are a burst, so that each is written by the thread that sends it.</summary>
    private sealed class LeapingClock : TimeProvider
    {
        private long _timestamp;

        public override long TimestampFrequency => 1_000_000;

        public override long GetTimestamp() => Interlocked.Add(ref _timestamp, 100);
    }

    /// <summary>Takes every write at once; nothing ever comes to be read.</summary>
    private sealed class SinkStream : Stream
    {
        private readonly TaskCompletionSource<int> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override bool CanRead => true;

        public override bool CanWrite => true;

        public override bool CanSeek => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(_end.Task);

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => default;

        public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            _end.TrySetResult(0);
            base.Dispose(disposing);
        }
    }
}

using System.Buffers;
using TypedWs.Transport.Tests.Faults;

namespace TypedWs.Transport.Tests;

public sealed class AllocationTests
{
    private const int WarmUp = 20_000;
    private const int Measured = 20_000;

    [Theory]
    [InlineData(WsRole.Client)]
    [InlineData(WsRole.Server)]
    public async Task ReceiveAndReply_SteadyState_AllocatesNothing(WsRole role)
    {
        using var stream = new EndlessStream(RawFrame.Text(new string('x', 100), masked: role == WsRole.Server));
        var connection = new WsConnection(stream, role, new WsConnectionOptions { TimeProvider = new SteppingTime() });
        var receiver = new MeasuringReceiver(connection, stream);

        connection.Start(receiver);
        await connection.Completion;

        Assert.Equal(0, receiver.Allocated);
        Assert.True(stream.Written > Measured * 100);
    }

    [Theory]
    [InlineData(WsRole.Client)]
    [InlineData(WsRole.Server)]
    public async Task SendAsync_SteadyState_AllocatesNothing(WsRole role)
    {
        using var stream = new EndlessStream([]);
        await using var connection = new WsConnection(stream, role, new WsConnectionOptions { TimeProvider = new SteppingTime() });
        byte[] payload = new byte[100];
        WsPreparedMessage prepared = WsPreparedMessage.Create(WsMessageType.Binary, static (output, bytes) => output.Write(bytes), payload);
        long before = 0;
        for (int i = 0; i < WarmUp + Measured; i++)
        {
            if (i == WarmUp)
                before = GC.GetAllocatedBytesForCurrentThread();
            await connection.SendAsync(WsMessageType.Text, payload, TestContext.Current.CancellationToken);
            connection.TrySend(prepared);
        }

        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(0, allocated);
    }

    [Fact]
    public async Task Client_ReceiveAndReply_SteadyState_AllocatesNothing()
    {
        await using var stream = new EndlessStream(RawFrame.Text(new string('x', 100), masked: false));
        var handler = new MeasuringHandler(stream);
        await using WsClient client = CreateClient(stream, handler);
        handler.Client = client;

        await client.ConnectAsync(TestContext.Current.CancellationToken);
        await handler.Closed.WaitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(0, handler.Allocated);
        Assert.True(stream.Written > Measured * 100);
    }

    [Fact]
    public async Task Client_SendAsync_SteadyState_AllocatesNothing()
    {
        await using var stream = new SilentStream();
        await using WsClient client = CreateClient(stream, new MeasuringHandler(new EndlessStream([])));
        await client.ConnectAsync(TestContext.Current.CancellationToken);
        byte[] payload = new byte[100];
        for (int i = 0; i < 3; i++)
            await Eventually.HoldsAsync(() => IsWrittenAtOnce(client, stream, payload), "messages pass the client's own buffer by");
        long before = 0;
        for (int i = 0; i < WarmUp + Measured; i++)
        {
            if (i == WarmUp)
                before = GC.GetAllocatedBytesForCurrentThread();
            await client.SendAsync(WsMessageType.Text, payload, cancellationToken: TestContext.Current.CancellationToken);
            client.TrySend(WsMessageType.Binary, payload);
        }

        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        client.Abort();

        Assert.Equal(0, allocated);
        Assert.True(stream.Writes > 2 * (WarmUp + Measured));
    }

    private static bool IsWrittenAtOnce(WsClient client, SilentStream stream, byte[] payload)
    {
        int before = stream.Writes;
        return client.TrySend(WsMessageType.Binary, payload) && stream.Writes == before + 1 && client.PendingBytes == 0;
    }

    private static WsClient CreateClient(Stream stream, IWsClientHandler handler)
    {
        var options = new WsClientOptions
        {
            Handshake = new WsHandshakeOptions
            {
                Uri = new Uri("ws://example.org/"),
                Connector = (request, _) => ValueTask.FromResult(WsHandshakeStream.Accept(request, stream)),
            },
            Connection = { TimeProvider = new SteppingTime() },
            Reconnect = { Policy = WsReconnectPolicy.None },
        };
        return new WsClient(options, handler);
    }

    private sealed class MeasuringHandler(EndlessStream stream) : IWsClientHandler
    {
        private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _count;
        private long _before;

        public WsClient? Client { get; set; }

        public Task Closed => _closed.Task;

        public long Allocated { get; private set; } = -1;

        public ValueTask OnMessageAsync(WsMessageType type, ReadOnlyMemory<byte> payload)
        {
            ValueTask sent = Client!.SendAsync(type, payload, cancellationToken: CancellationToken.None);
            if (++_count == WarmUp)
            {
                _before = GC.GetAllocatedBytesForCurrentThread();
            }
            else if (_count == WarmUp + Measured)
            {
                Allocated = GC.GetAllocatedBytesForCurrentThread() - _before;
                stream.End();
            }

            return sent;
        }

        public void OnClosed(WsClosed closed) => _closed.SetResult();
    }

    private sealed class MeasuringReceiver(WsConnection connection, EndlessStream stream) : IWsReceiver
    {
        private int _count;
        private long _before;

        public long Allocated { get; private set; } = -1;

        public ValueTask OnMessageAsync(WsMessageType type, ReadOnlyMemory<byte> payload)
        {
            connection.TrySend(type, static (output, bytes) => output.Write(bytes.Span), payload);
            if (++_count == WarmUp)
            {
                _before = GC.GetAllocatedBytesForCurrentThread();
            }
            else if (_count == WarmUp + Measured)
            {
                Allocated = GC.GetAllocatedBytesForCurrentThread() - _before;
                stream.End();
            }

            return ValueTask.CompletedTask;
        }

        public void OnClosed(WsClosed closed)
        {
        }
    }

    /// <summary>A clock on which every look is a second later: no send ever belongs to a burst, so that all of them are written by their own thread.</summary>
    private sealed class SteppingTime : TimeProvider
    {
        private long _now = 1;

        public override long GetTimestamp() => Interlocked.Add(ref _now, TimestampFrequency);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => new NoTimer();

        private sealed class NoTimer : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose()
            {
            }

            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }
}

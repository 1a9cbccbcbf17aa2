using System.Buffers;

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

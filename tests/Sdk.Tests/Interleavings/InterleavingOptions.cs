using System.Buffers;
using TypedWs.Peers;
using TypedWs.Transport;

namespace TypedWs.Tests.Interleavings;

/// <summary>Draws the limits of a run: mostly so narrow that every bound is reached.</summary>
internal static class InterleavingOptions
{
    public static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(30);
    public static readonly TimeSpan StreamIdleTimeout = TimeSpan.FromSeconds(60);

    public static PeerOptions CreatePeer(Random random, TimeProvider clock, ArrayPool<byte> pool)
    {
        PeerOptions options = CreateLimits(random, clock, pool);
        options.StrictOrder = random.Next(4) == 0;
        if (random.Next(4) == 0)
            options.Interceptors.Add(new YieldingInterceptor());
        return options;
    }

    private static PeerOptions CreateLimits(Random random, TimeProvider clock, ArrayPool<byte> pool) => new()
    {
        RequestTimeout = RequestTimeout,
        StreamIdleTimeout = StreamIdleTimeout,
        MaxConcurrentRequests = Pick(random, 1, 2, 5, 100),
        MaxPendingRequests = Pick(random, 1, 3, 10, 100),
        MaxQueuedMessages = Pick(random, 1, 2, 4, 50),
        MaxQueuedBytes = Pick(random, 1, 300, 2000, 100_000),
        OverflowFactor = Pick(random, 1, 5, 1000, 1000),
        MaxOpenStreams = Pick(random, 1, 3, 10, 100),
        StreamReadAhead = Pick(random, 1, 2, 10),
        StreamReadAheadBytes = Pick(random, 1, 100, 10_000),
        RunHandlersInline = random.Next(3) > 0,
        TimeProvider = clock,
        BufferPool = pool,
    };

    public static WsConnectionOptions CreateConnection(Random random, TimeProvider clock, ArrayPool<byte> pool)
    {
        int highWaterMark = Pick(random, 1, 200, 2000, 64 * 1024);
        return new WsConnectionOptions
        {
            MaxFrameSize = Pick(random, 128, 64 * 1024),
            SendHighWaterMark = highWaterMark,
            SendHardLimit = random.Next(4) == 0 ? highWaterMark + 3000 : 1024 * 1024,
            WriteStallTimeout = TimeSpan.FromSeconds(Pick(random, 20, 40)),
            PingInterval = random.Next(4) == 0 ? TimeSpan.FromSeconds(15) : Timeout.InfiniteTimeSpan,
            TimeProvider = clock,
            BufferPool = pool,
        };
    }

    public static int CreateCapacity(Random random) => Pick(random, 1, 50, 500, 5000, 100_000);

    private static int Pick(Random random, params ReadOnlySpan<int> values) => values[random.Next(values.Length)];
}

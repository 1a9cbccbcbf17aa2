using System.Collections.Concurrent;

namespace TypedWs.Transport.Tests.Faults;

/// <summary>What a seed decides: options, links, and how much is sent.</summary>
internal sealed class FaultSchedule
{
    private readonly ConcurrentDictionary<int, LinkPlan> _plans = new();
    private readonly int _faultyLinks;

    public FaultSchedule(int seed)
    {
        Seed = seed;
        var random = new Random(seed);
        _faultyLinks = random.Next(1, 5);
        LargestMessage = Pick(random, 0, 100, 1000, 20_000, 200_000);
        Senders = random.Next(1, 4);
        MessagesEach = LargestMessage > 10_000 ? random.Next(2, 8) : random.Next(5, 60);
        Policy = (WsSendBufferPolicy)random.Next(4);
        Actions = random.Next(0, 4);
        SlowHandlers = random.Next(3) == 0;
        Ending = random.Next(3);
        ClientSeed = random.Next();
    }

    public int Seed { get; }

    public int ClientSeed { get; }

    public int Senders { get; }

    public int MessagesEach { get; }

    public int LargestMessage { get; }

    public WsSendBufferPolicy Policy { get; }

    /// <summary>How often somebody reconnects, closes, aborts and the like while messages are sent.</summary>
    public int Actions { get; }

    public bool SlowHandlers { get; }

    /// <summary>How the client ends: 0 by disposal, 1 by a close, 2 by an abort before that.</summary>
    public int Ending { get; }

    public bool HasGarbage => _plans.Values.Any(plan => plan.Faults.Any(fault => fault.Kind == FaultKind.Garbage));

    public LinkPlan Plan(int number) => _plans.GetOrAdd(number, CreatePlan);

    public void Configure(WsClientOptions options)
    {
        var random = new Random(Seed + 1);
        Configure(options.Connection, random);
        options.Handshake.ConnectTimeout = TimeSpan.FromMilliseconds(Pick(random, 200, 400));
        options.SendBufferPolicy = Policy;
        options.SendBufferSize = Pick(random, 100, 10_000, 1024 * 1024);
        options.Reconnect.Policy = random.Next(3) switch
        {
            0 => WsReconnectPolicy.Fixed(TimeSpan.Zero),
            1 => WsReconnectPolicy.Fixed(TimeSpan.FromMilliseconds(5)),
            _ => WsReconnectPolicy.Exponential(TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(30)),
        };
    }

    public void ConfigureServer(WsConnectionOptions options) => Configure(options, new Random(Seed + 2));

    private static void Configure(WsConnectionOptions options, Random random)
    {
        options.MaxFrameSize = Pick(random, 128, 1000, 64 * 1024);
        options.SendHighWaterMark = Pick(random, 1, 1000, 64 * 1024);
        options.PingInterval = TimeSpan.FromMilliseconds(Pick(random, 30, 60));
        options.PongTimeout = TimeSpan.FromMilliseconds(Pick(random, 60, 150));
        options.WriteStallTimeout = TimeSpan.FromMilliseconds(Pick(random, 100, 200));
        options.CloseTimeout = TimeSpan.FromMilliseconds(Pick(random, 50, 200));
        if (random.Next(2) == 0)
        {
            options.Compression = new WsCompressionOptions
            {
                MinMessageSize = Pick(random, 1, 256),
                ClientContextTakeover = random.Next(2) == 0,
                ServerContextTakeover = random.Next(2) == 0,
            };
        }
    }

    private static T Pick<T>(Random random, params ReadOnlySpan<T> values) => values[random.Next(values.Length)];

    private LinkPlan CreatePlan(int number)
    {
        var random = new Random((Seed * 397) + number);
        int slowest = LargestMessage > 1000 ? 1000 : 1;
        var plan = new LinkPlan { ChunkSize = random.Next(4) == 0 ? slowest * random.Next(1, 50) : 0 };
        if (number > _faultyLinks)
            return plan;

        return random.Next(12) switch
        {
            0 => plan with { Refuse = true },
            1 => plan with { ConnectDelay = TimeSpan.FromMilliseconds(random.Next(30)) },
            2 => plan with { Duplicate = true },
            3 => plan,
            _ => plan with { Faults = [CreateFault(random), .. random.Next(4) == 0 ? [CreateFault(random)] : Array.Empty<Fault>()] },
        };
    }

    private Fault CreateFault(Random random)
    {
        bool inHandshake = random.Next(8) == 0;
        int reach = inHandshake ? 150 : Pick(random, 50, 1000, Math.Max(1000, LargestMessage * 3));
        return new Fault((FaultKind)random.Next(6), (Flow)random.Next(2), random.Next(reach), inHandshake);
    }
}

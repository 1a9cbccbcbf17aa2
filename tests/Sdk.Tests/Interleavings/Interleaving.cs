using System.Collections.Concurrent;
using TypedWs.Transport;

namespace TypedWs.Tests.Interleavings;

/// <summary>
/// One run: two parties on a link, driven by a schedule that the seed decides. Then everything is let go, and the run looks whether each promise was kept. What the
/// pool's threads make of a schedule differs from run to run: to repeat a seed means to repeat its decisions.
/// </summary>
/// <remarks>The schedule is one thread of control; handlers, sources and calls report to the run from any thread.</remarks>
internal sealed partial class Interleaving
{
    private readonly int _seed;
    private readonly Random _random;
    private readonly LinkFlow _up;
    private readonly LinkFlow _down;
    private readonly Party _client;
    private readonly Party _server;
    private readonly CountingPool _pool = new();
    private readonly ConcurrentQueue<string> _problems = new();
    private readonly ConcurrentQueue<Func<string?>> _checks = new();
    private readonly ConcurrentDictionary<int, Call> _calls = new();
    private readonly ConcurrentDictionary<Activity, byte> _activities = new();
    private readonly List<string> _steps = []; // Of the schedule's thread.
    private readonly string _padding;
    private int _lastCall;
    private long _progress;
    private volatile bool _isEndPlanned;

    private Interleaving(int seed)
    {
        _seed = seed;
        _random = new Random(seed);
        WireFormat format = seed % 2 == 0 ? WireFormat.Json : WireFormat.MessagePack;
        _up = new LinkFlow(InterleavingOptions.CreateCapacity(_random));
        _down = new LinkFlow(InterleavingOptions.CreateCapacity(_random));
        _padding = new string('x', _random.Next(3) * _random.Next(100));
        _client = Create("client", new LinkEnd(_down, _up), WsRole.Client);
        _server = Create("server", new LinkEnd(_up, _down), WsRole.Server);
        (_client.Other, _server.Other) = (_server, _client);

        Party Create(string name, LinkEnd stream, WsRole role) => new(
            this, name, stream, role, format, InterleavingOptions.CreatePeer(_random, Clock, _pool), InterleavingOptions.CreateConnection(_random, Clock, _pool));
    }

    public SteppedClock Clock { get; } = new();

    private IEnumerable<Party> Parties => [_client, _server];

    /// <exception cref="InterleavingException">A promise was broken, or the run hangs.</exception>
    public static async Task RunAsync(int seed)
    {
        var run = new Interleaving(seed);
        try
        {
            run.Attach();
            await run.ActAsync();
            await run.LetGoAsync();
            await run.CheckQuietAsync();
            await run.EndAsync();
        }
        finally
        {
            foreach (Party party in run.Parties)
                party.Connection.Abort("the run is over");
        }

        run.CheckEnd();
    }

    /// <summary>Notes that something is under way.</summary>
    public Activity Begin(Activity activity)
    {
        _activities.TryAdd(activity, 0);
        Progress();
        return activity;
    }

    public void End(Activity activity)
    {
        _activities.TryRemove(activity, out _);
        Progress();
    }

    /// <summary>Notes that the run does not hang.</summary>
    public void Progress() => Interlocked.Increment(ref _progress);

    /// <summary>Notes a broken promise; null where it was kept.</summary>
    public void Report(Party party, string? problem)
    {
        if (problem is not null)
            _problems.Enqueue($"{party.Name}: {problem}");
    }

    /// <summary>Has something looked at when everything has ended; what is wrong with it, or null, is returned then.</summary>
    public void CheckLater(Func<string?> check) => _checks.Enqueue(check);

    /// <summary>Notes that somebody is about to close or abort, as planned.</summary>
    public void PlanEnd() => _isEndPlanned = true;

    public Call AddCall(char kind, Plan plan, int count, Plan sourcePlan, CancellationToken cancellationToken)
    {
        var call = new Call(Interlocked.Increment(ref _lastCall), kind, plan, count, sourcePlan, Clock.Elapsed, cancellationToken);
        _calls[call.Id] = call;
        return call;
    }

    public Call FindCall(int id) => _calls[id];

    /// <summary>Makes messages longer, in some runs.</summary>
    public string Padding() => _padding;

    private string Describe() => $"""
        Seed {_seed}, {(_seed % 2 == 0 ? "JSON" : "MessagePack")}, {Clock.Elapsed.TotalSeconds} s on the clock.
        {_client}
        {_server}
        Client to server: {_up}.
        Server to client: {_down}.
        Buffers not given back: {_pool.Count}.
        Under way:
          {string.Join("\n  ", _activities.Keys)}
        Steps:
          {string.Join("\n  ", _steps)}
        """;
}

using SoakTest.Client;
using SoakTest.Server;
using TypedWs.Transport;

namespace SoakTest.Running;

/// <summary>What a run has shown, and whether the promises were kept.</summary>
internal sealed class Findings(SoakOptions options)
{
    /// <summary>How much more of its heap the server may hold afterwards than with as many connections before, in percent.</summary>
    private const int HeapTolerancePercent = 15;

    /// <summary>What a client that does not read may make the server keep: the send buffer up to its high-water mark, the one being written, and HTTP's own.</summary>
    private const long MostOfSlowClient = 3 * 64 * 1024;

    /// <summary>The buffer that a connection waits with for more, until its next ping.</summary>
    private const long MostOfQuietClient = 16 * 1024;

    /// <summary>What the runtime's shared pools may keep for a while, and what was loaded meanwhile.</summary>
    private const long MostOfPools = 16 * 1024 * 1024;

    private readonly List<string> _failures = [];

    /// <summary>The server before the first connection.</summary>
    public ServerStatus Empty { get; set; } = null!;

    /// <summary>With all connections, before anybody has said anything.</summary>
    public ServerStatus Idle { get; set; } = null!;

    /// <summary>When the talk was over, the slow ones still holding what they have not read.</summary>
    public ServerStatus After { get; set; } = null!;

    /// <summary>The same without the slow ones, and when all has become quiet.</summary>
    public ServerStatus Settled { get; set; } = null!;

    /// <summary>Whether the healthy clients hold no more than they did before they talked.</summary>
    public bool IsSettled => Settled.Sessions == options.HealthyConnections
        && Settled.UsedBytes - Empty.UsedBytes <= Percent(IdleBytes * options.HealthyConnections / options.Connections, 100 + HeapTolerancePercent) + MostOfPools;

    /// <summary>After the drain.</summary>
    public ServerStatus Drained { get; set; } = null!;

    public TimeSpan ConnectTime { get; set; }

    public TimeSpan StormTime { get; set; }

    /// <summary>From the end of the talk until all was quiet.</summary>
    public TimeSpan SettleTime { get; set; }

    public TimeSpan DrainTime { get; set; }

    /// <summary>The most that was seen while everybody talked, garbage included.</summary>
    public long HighestHeap { get; set; }

    public long HighestWorkingSet { get; set; }

    public int Reports { get; private set; }

    /// <summary>Reports that went down with the connections that were cut.</summary>
    public int LostReports { get; private set; }

    public int Answers { get; private set; }

    /// <summary>Requests that went down with the connections that were cut.</summary>
    public int LostRequests { get; private set; }

    /// <summary>Ticks that healthy clients have got.</summary>
    public long Ticks { get; private set; }

    public double MedianRoundTrip { get; private set; }

    public double SlowestRoundTrips { get; private set; }

    /// <summary>Promises that were broken, in words.</summary>
    public IReadOnlyList<string> Failures => _failures;

    private long IdleBytes => Idle.UsedBytes - Empty.UsedBytes;

    /// <param name="clients">The healthy ones, after their end.</param>
    /// <param name="reports">What is missing of their reports.</param>
    public void Judge(IReadOnlyList<HealthyClient> clients, ServerStatus reports)
    {
        Expect(Idle.Sessions == options.Connections, $"{Idle.Sessions} of {options.Connections} were connected in the beginning");
        Expect(After.Sessions == options.Connections, $"{After.Sessions} of {options.Connections} were connected in the end");
        Expect(After.Missed > 0 || options.SlowConnections == 0, "the slow clients were not slow: no message missed them");
        Expect(Drained.Sessions == 0, $"{Drained.Sessions} sessions were left");
        Expect(reports.Repeated == 0, $"{reports.Repeated} reports came twice");
        for (int i = 0; i < clients.Count; i++)
            Judge(i, clients[i], reports.MissingReports!.GetValueOrDefault(i, []));
        JudgeMemory();

        double[] roundTrips = [.. clients.SelectMany(client => client.RoundTrips).Order()];
        MedianRoundTrip = roundTrips[roundTrips.Length / 2];
        SlowestRoundTrips = roundTrips[roundTrips.Length * 99 / 100];
    }

    private void Judge(int number, HealthyClient client, IReadOnlyList<int> missing)
    {
        foreach (string failure in client.Failures)
            _failures.Add(failure);
        foreach (TickRun run in client.Runs)
        {
            Expect(run.First >= 0, $"client {number} got no tick on a connection");
            Expect(run.Breaks == 0, $"client {number} missed ticks between {run.First} and {run.Last}, {run.Breaks} times");
            Ticks += run.Last - run.First + 1;
        }

        Expect(client.Runs.Count == 2, $"client {number} had {client.Runs.Count} connections, not 2");
        Expect(client.Runs[^1].Last == After.Ticks - 1, $"the last tick of client {number} was {client.Runs[^1].Last} of {After.Ticks}");
        Expect(client.Lost <= 1, $"client {number} lost {client.Lost} requests, not that of the cut alone");
        Expect(client.Closed is { Code: WsCloseCode.GoingAway, Clean: true }, $"the drain ended client {number} with {client.Closed}");

        // What is on its way when a connection is cut is gone, one that was being accepted at that moment included; nothing before, and nothing after.
        bool isOneGap = missing.Count == 0 || missing[^1] - missing[0] == missing.Count - 1;
        Expect(isOneGap && missing.All(report => report <= client.SentAtCut), $"the reports {string.Join(' ', missing)} of client {number} are missing; {client.SentAtCut} were sent before the cut");
        Reports += client.Sent;
        LostReports += missing.Count;
        Answers += client.Answered;
        LostRequests += client.Lost;
    }

    private void JudgeMemory()
    {
        long mostWithSlow = Percent(IdleBytes, 100 + HeapTolerancePercent) + (options.SlowConnections * MostOfSlowClient) + (options.HealthyConnections * MostOfQuietClient) + MostOfPools;
        Expect(After.UsedBytes - Empty.UsedBytes <= mostWithSlow, $"the heap is {After.UsedBytes} with slow clients, {Idle.UsedBytes} before");
        Expect(IsSettled, $"the heap is {Settled.UsedBytes} with {Settled.Sessions} clients when all is quiet, {Idle.UsedBytes} with {Idle.Sessions} before");
        // Kestrel's pool is gone by now, though its count is not; the runtime's shared ones are not.
        Expect(Drained.HeapBytes - Empty.HeapBytes <= 2 * MostOfPools, $"the heap is {Drained.HeapBytes} after the drain, {Empty.HeapBytes} before the first connection");
    }

    private void Expect(bool holds, string otherwise)
    {
        if (!holds)
            _failures.Add(otherwise);
    }

    private static long Percent(long value, int percent) => value * percent / 100;
}

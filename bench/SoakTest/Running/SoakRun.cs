using System.Diagnostics;
using System.Text.Json;
using SoakTest.Client;
using SoakTest.Server;

namespace SoakTest.Running;

/// <summary>Everybody connects and talks; in the middle all are cut and come again; in the end the server drains.</summary>
internal sealed class SoakRun(SoakOptions options)
{
    /// <summary>How long the last requests take at the server: the drain begins before their answers.</summary>
    private const int LastAskMilliseconds = 2000;

    private static readonly TimeSpan StormPatience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan SettlePatience = TimeSpan.FromMinutes(1);

    /// <returns>What was found; <see cref="Findings.Failures"/> is empty where every promise was kept.</returns>
    public async Task<Findings> RunAsync()
    {
        var findings = new Findings(options);
        using var server = new ServerProcess(options);
        findings.Empty = await server.TellAsync("collect");
        await using var fleet = new Fleet(server.Uri, options);

        long start = Stopwatch.GetTimestamp();
        await fleet.ConnectAsync();
        findings.ConnectTime = Stopwatch.GetElapsedTime(start);
        findings.Idle = await server.TellAsync("collect");
        Say($"{findings.Idle.Sessions} connected in {findings.ConnectTime.TotalSeconds:f1} s");

        using var over = new CancellationTokenSource();
        var memory = new MemoryWatch(server);
        Task watching = memory.RunAsync(over.Token);
        await server.TellAsync("start");
        Task talking = fleet.TalkAsync(options.ReportPeriod, over.Token);
        await Task.Delay(options.Duration / 2);
        findings.StormTime = await StormAsync(server);
        Say($"all were cut, and back after {findings.StormTime.TotalSeconds:f1} s");
        await Task.Delay(options.Duration / 2);

        await over.CancelAsync();
        await Task.WhenAll(talking, watching);
        await server.TellAsync("stop");
        (findings.HighestHeap, findings.HighestWorkingSet) = (memory.HighestHeap, memory.HighestWorkingSet);
        findings.After = await server.TellAsync("collect");
        await fleet.LeaveSlowAsync();
        await SettleAsync(server, findings);

        Say("draining");
        Task asking = fleet.AskLastAsync(LastAskMilliseconds);
        // Behind them in every connection; what is missing after it was lost.
        await Task.Delay(LastAskMilliseconds / 2);
        start = Stopwatch.GetTimestamp();
        await server.TellAsync("drain");
        findings.DrainTime = Stopwatch.GetElapsedTime(start);
        await asking;
        await fleet.DisposeAsync();

        findings.Drained = await server.TellAsync("collect");
        int[] sent = [.. fleet.Healthy.Select(client => client.Sent)];
        ServerStatus reports = await server.TellAsync($"missing {JsonSerializer.Serialize(sent)}");
        findings.Judge(fleet.Healthy, reports);
        return findings;
    }

    /// <returns>The time until all were back.</returns>
    private async Task<TimeSpan> StormAsync(ServerProcess server)
    {
        long start = Stopwatch.GetTimestamp();
        ServerStatus status = await server.TellAsync("storm");
        while (status.Sessions < options.Connections && Stopwatch.GetElapsedTime(start) < StormPatience)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100));
            status = await server.TellAsync("status");
        }

        return Stopwatch.GetElapsedTime(start);
    }

    /// <summary>
    /// Measures the heap when only the healthy ones are there and all is quiet: a buffer that a connection waits with after its last message goes back with the
    /// next ping, and pools let go of theirs after a while.
    /// </summary>
    private static async Task SettleAsync(ServerProcess server, Findings findings)
    {
        long start = Stopwatch.GetTimestamp();
        do
        {
            await Task.Delay(TimeSpan.FromSeconds(2));
            findings.Settled = await server.TellAsync("collect");
            findings.SettleTime = Stopwatch.GetElapsedTime(start);
        }
        while (!findings.IsSettled && findings.SettleTime < SettlePatience);
    }

    private static void Say(string what) => Console.Error.WriteLine(what);
}

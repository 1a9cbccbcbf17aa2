using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using LoadTest.Client;
using LoadTest.Contenders;
using LoadTest.Metering;
using LoadTest.Workloads;

namespace LoadTest.Running;

/// <summary>The server and the client of one contender, in a process each, on a core each. They stay for all rounds, so that each measures warm code.</summary>
internal sealed class ContenderPair : IDisposable
{
    private readonly Process _server;
    private readonly Process _client;

    public ContenderPair(IContender contender, LoadOptions options)
    {
        Contender = contender;
        _server = Start(core: 0, "server", contender.Key);
        string address = _server.StandardOutput.ReadLine() ?? throw new InvalidOperationException($"The server of {contender.Key} did not start.");
        _client = Start(
            core: 1,
            "client",
            contender.Key,
            address,
            options.Duration.TotalSeconds.ToString(CultureInfo.InvariantCulture),
            options.Audience.ToString(CultureInfo.InvariantCulture),
            options.Connections.ToString(CultureInfo.InvariantCulture));
    }

    public IContender Contender { get; }

    public Measurement Run(IWorkload workload)
    {
        _client.StandardInput.WriteLine(workload.Key);
        string result = _client.StandardOutput.ReadLine() ?? throw new InvalidOperationException($"The client of {Contender.Key} ended in {workload.Key}.");
        return JsonSerializer.Deserialize(result, MeterJson.Default.Measurement)!;
    }

    /// <summary>Runs once more for the system calls alone; null where the workload has no messages.</summary>
    public SystemCalls? CountSystemCalls(IWorkload workload)
    {
        SystemCallCounter[] counters = SystemCallCounter.Attach(_client.Id, _server.Id);
        try
        {
            Cost? cost = Run(workload).Cost;
            long[] calls = [.. counters.Select(counter => counter.Stop())];
            return cost is null ? null : new SystemCalls((double)calls[0] / cost.Messages, (double)calls[1] / cost.Messages);
        }
        finally
        {
            foreach (SystemCallCounter counter in counters)
                counter.Dispose();
        }
    }

    public void Dispose()
    {
        End(_client);
        End(_server);
    }

    private static Process Start(int core, params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true };
        return CorePinning.Start(start, core);
    }

    private static void End(Process process)
    {
        process.StandardInput.Close();
        if (!process.WaitForExit(TimeSpan.FromSeconds(10)))
            process.Kill();
        process.Dispose();
    }
}

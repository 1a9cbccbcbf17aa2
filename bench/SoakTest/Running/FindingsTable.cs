using System.Globalization;
using SoakTest.Server;

namespace SoakTest.Running;

/// <summary>Findings in Markdown, for docs/performance.md.</summary>
internal static class FindingsTable
{
    public static void Print(TextWriter output, Findings findings, SoakOptions options)
    {
        output.WriteLine("| | |");
        output.WriteLine("| --- | --: |");
        Row("connections, slow ones among them", $"{options.Connections:N0}, {options.SlowConnections:N0}");
        Row("all connected after", Seconds(findings.ConnectTime));
        Row("talked for", Seconds(options.Duration));
        Row("messages to everybody", $"{findings.After.Ticks:N0}");
        Row("… got by healthy clients, each connection's without a gap", $"{findings.Ticks:N0}");
        Row("… that slow clients missed", $"{findings.After.Missed:N0}");
        Row("messages from clients", $"{findings.Reports:N0}");
        Row("… that went down with the connections that were cut", $"{findings.LostReports:N0}");
        Row("requests answered", $"{findings.Answers:N0}");
        Row("… that went down with the connections that were cut", $"{findings.LostRequests:N0}");
        Row("round trip, median and 99th percentile", $"{findings.MedianRoundTrip:N1} ms, {findings.SlowestRoundTrips:N1} ms");
        Row("all cut at once, all back after", Seconds(findings.StormTime));
        Row("drain, with a request of every client under way", Seconds(findings.DrainTime));
        Row("server's heap, and of it kept for later by Kestrel's memory pool: before the first connection", Heap(findings.Empty));
        Row("… with all connections, idle", Heap(findings.Idle));
        Row("… the most, garbage included", Megabytes(findings.HighestHeap));
        Row("… afterwards, with slow clients that have not read", Heap(findings.After));
        Row($"… without them, {findings.SettleTime.TotalSeconds:N0} s later", Heap(findings.Settled));
        Row("… after the drain", Megabytes(findings.Drained.HeapBytes));
        Row("server's working set, the most", Megabytes(findings.HighestWorkingSet));
        Row("server's processor time", Seconds(TimeSpan.FromSeconds(findings.After.CpuSeconds)));

        void Row(string what, string figure) => output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {what} | {figure} |"));
    }

    private static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:N1} s");

    private static string Heap(ServerStatus status) => $"{Megabytes(status.HeapBytes)}, {Megabytes(status.PooledBytes)}";

    private static string Megabytes(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1_000_000.0:N1} MB");
}

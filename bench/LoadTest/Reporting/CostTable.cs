using LoadTest.Contenders;
using LoadTest.Metering;
using LoadTest.Workloads;

namespace LoadTest.Reporting;

/// <summary>What a message costs: allocated bytes, time of the processor and, where they could be counted, system calls, on each side.</summary>
internal static class CostTable
{
    public static void Print(TextWriter output, Medians medians, IReadOnlyList<IContender> contenders, IReadOnlyList<IWorkload> workloads)
    {
        output.WriteLine($"| a message, client / server | | {string.Join(" | ", contenders.Select(contender => contender.Key))} |");
        output.WriteLine($"| --- | --- | {string.Join(" | ", contenders.Select(_ => "--:"))} |");
        foreach (IWorkload workload in workloads)
        {
            if (medians.Median(workload, contenders[0], measurement => measurement.Cost?.ClientBytes) is null)
                continue;

            Row("bytes allocated", digits: 0, cost => cost.ClientBytes, cost => cost.ServerBytes);
            Row("CPU µs", digits: 2, cost => cost.ClientMicroseconds, cost => cost.ServerMicroseconds);

            if (contenders.Any(contender => medians.SystemCalls(workload, contender) is not null))
                Line("system calls", contender => medians.SystemCalls(workload, contender) is { } calls ? Pair(calls.Client, calls.Server, digits: 3) : "–");

            void Row(string title, int digits, Func<Cost, double> client, Func<Cost, double> server)
            {
                Line(title, contender => Median(contender, client) is { } ofClient && Median(contender, server) is { } ofServer ? Pair(ofClient, ofServer, digits) : "–");

                double? Median(IContender contender, Func<Cost, double> select)
                    => medians.Median(workload, contender, measurement => measurement.Cost is { } cost ? select(cost) : null);
            }

            void Line(string title, Func<IContender, string> cell)
                => output.WriteLine($"| {workload.Title} | {title} | {string.Join(" | ", contenders.Select(cell))} |");
        }
    }

    private static string Pair(double client, double server, int digits) => $"{Numbers.Format(client, digits)} / {Numbers.Format(server, digits)}";
}

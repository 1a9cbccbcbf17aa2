using LoadTest.Contenders;
using LoadTest.Metering;
using LoadTest.Workloads;

namespace LoadTest.Reporting;

/// <summary>What a message costs: allocated bytes and time of the processor, on each side.</summary>
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

            void Row(string title, int digits, Func<Cost, double> client, Func<Cost, double> server)
            {
                IEnumerable<string> cells = contenders.Select(contender => $"{Cell(contender, client)} / {Cell(contender, server)}");
                output.WriteLine($"| {workload.Title} | {title} | {string.Join(" | ", cells)} |");

                string Cell(IContender contender, Func<Cost, double> select)
                    => medians.Median(workload, contender, measurement => measurement.Cost is { } cost ? select(cost) : null) is { } median
                        ? Numbers.Format(median, digits)
                        : "–";
            }
        }
    }
}

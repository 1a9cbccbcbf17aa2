using LoadTest.Contenders;
using LoadTest.Contenders.Typed;
using LoadTest.Workloads;

namespace LoadTest.Reporting;

/// <summary>What was measured, a row each, and behind a peer's figure how many times better TypedWs is.</summary>
internal static class FigureTable
{
    public static void Print(TextWriter output, Medians medians, IReadOnlyList<IContender> contenders, IReadOnlyList<IWorkload> workloads)
    {
        output.WriteLine($"| | | {string.Join(" | ", contenders.Select(contender => contender.Key))} |");
        output.WriteLine($"| --- | --- | {string.Join(" | ", contenders.Select(_ => "--:"))} |");
        foreach (IWorkload workload in workloads)
        {
            for (int i = 0; i < workload.Figures.Count; i++)
            {
                Figure figure = workload.Figures[i];
                double?[] values = [.. contenders.Select(contender => Median(contender, i))];
                string cells = string.Join(" | ", values.Select((median, index) => Cell(figure, median, index == 0 || contenders[index] is TypedContender ? null : values[0])));
                output.WriteLine($"| {workload.Title} | {figure.Title} | {cells} |");
            }

            double? Median(IContender contender, int i) => medians.Median(workload, contender, measurement => measurement.Figures[i]);
        }
    }

    private static string Cell(Figure figure, double? value, double? own) => (value, own) switch
    {
        (null, _) => "–",
        (_, null) => Numbers.Format(value.Value, figure.Digits),
        _ => $"{Numbers.Format(value.Value, figure.Digits)} ({Numbers.Format(figure.Compare(own.Value, value.Value), 2)}×)",
    };
}

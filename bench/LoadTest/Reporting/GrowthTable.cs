using LoadTest.Contenders;
using LoadTest.Workloads;

namespace LoadTest.Reporting;

/// <summary>What is left of everybody's best throughput when the same load is spread over more connections.</summary>
internal static class GrowthTable
{
    public static void Print(TextWriter output, Medians medians, IReadOnlyList<IContender> contenders, IReadOnlyList<Spread> steps)
    {
        output.WriteLine($"| messages/s, part of the best step | {string.Join(" | ", contenders.Select(contender => contender.Key))} |");
        output.WriteLine($"| --- | {string.Join(" | ", contenders.Select(_ => "--:"))} |");
        double?[] best = [.. contenders.Select(contender => steps.Max(step => Median(step, contender)))];
        foreach (Spread step in steps)
            output.WriteLine($"| {step.Connections} | {string.Join(" | ", contenders.Select((contender, i) => Cell(Median(step, contender), best[i])))} |");

        double? Median(Spread step, IContender contender) => medians.Median(step, contender, measurement => measurement.Figures[0]);
    }

    private static string Cell(double? value, double? best) => value / best is { } part ? $"{Numbers.Format(part, 2)}×" : "–";
}

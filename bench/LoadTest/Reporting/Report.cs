using System.Runtime.InteropServices;
using LoadTest.Client;
using LoadTest.Contenders;
using LoadTest.Workloads;

namespace LoadTest.Reporting;

/// <summary>Prints the tables, in Markdown.</summary>
internal static class Report
{
    public static void Print(
        TextWriter output,
        Medians medians,
        IReadOnlyList<IContender> contenders,
        IReadOnlyList<IWorkload> workloads,
        LoadOptions options,
        int rounds)
    {
        output.WriteLine(
            $"{RuntimeInformation.FrameworkDescription}, {Environment.ProcessorCount} cores; medians of {rounds} rounds of {options.Duration.TotalSeconds} s; "
            + $"broadcast to {options.Audience}, {options.Connections} idle connections. "
            + $"A round typically lies {Numbers.Format(medians.TypicalDeviation() * 100, 0)}% off its median.");
        foreach (Table table in Table.Of(contenders))
        {
            IWorkload[] included = [.. workloads.Where(table.Includes)];
            if (included.Length == 0)
                continue;

            output.WriteLine();
            output.WriteLine($"### {table.Title}");
            output.WriteLine();
            FigureTable.Print(output, medians, table.Contenders, included);
            output.WriteLine();
            Spread[] steps = [.. included.OfType<Spread>()];
            if (steps.Length > 1)
            {
                GrowthTable.Print(output, medians, table.Contenders, steps);
                output.WriteLine();
            }

            CostTable.Print(output, medians, table.Contenders, included);
        }
    }
}

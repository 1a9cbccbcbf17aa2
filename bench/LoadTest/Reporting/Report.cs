using System.Runtime.InteropServices;
using LoadTest.Client;
using LoadTest.Contenders;
using LoadTest.Workloads;

namespace LoadTest.Reporting;

/// <summary>Prints the tables, in Markdown.</summary>
internal static class Report
{
    private static readonly (MessageFormat Format, string Title)[] Formats =
    [
        (MessageFormat.MessagePack, "MessagePack"),
        (MessageFormat.Json, "JSON"),
        (MessageFormat.Raw, "Raw transports"),
    ];

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
        foreach ((MessageFormat format, string title) in Formats)
        {
            IContender[] group = [.. contenders.Where(contender => contender.Format == format)];
            IWorkload[] included = [.. workloads.Where(workload => group.Any(workload.Includes))];
            if (group.Length == 0 || included.Length == 0)
                continue;

            output.WriteLine();
            output.WriteLine($"### {title}");
            output.WriteLine();
            FigureTable.Print(output, medians, group, included);
            output.WriteLine();
            CostTable.Print(output, medians, group, included);
        }
    }
}

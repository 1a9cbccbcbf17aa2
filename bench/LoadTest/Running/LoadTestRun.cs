using LoadTest.Client;
using LoadTest.Contenders;
using LoadTest.Metering;
using LoadTest.Reporting;
using LoadTest.Reporting.Picture;
using LoadTest.Workloads;

namespace LoadTest.Running;

/// <summary>All contenders, all workloads, round by round, so that what else the machine does meets everybody. Stays on the main thread, see <see cref="CorePinning"/>.</summary>
internal static class LoadTestRun
{
    public static void Run(IReadOnlyList<IContender> contenders, IReadOnlyList<IWorkload> workloads, LoadOptions options, int rounds, FileInfo? picture)
    {
        var pairs = new List<ContenderPair>();
        try
        {
            foreach (IContender contender in contenders)
                pairs.Add(new ContenderPair(contender, options));

            var medians = new Medians();
            // The round before the first one warms up and is not counted.
            for (int round = 0; round <= rounds; round++)
            {
                foreach (IWorkload workload in workloads)
                {
                    foreach (ContenderPair pair in pairs.Where(pair => workload.Includes(pair.Contender)))
                    {
                        Measurement measurement = pair.Run(workload);
                        Console.Error.WriteLine($"round {round} of {rounds}: {workload.Key}, {pair.Contender.Key}: {string.Join("; ", measurement.Figures)}");
                        if (round > 0)
                            medians.Add(workload, pair.Contender, measurement);
                    }
                }
            }

            if (SystemCallCounter.IsAvailable)
                CountSystemCalls(pairs, workloads, medians);
            Report.Print(Console.Out, medians, contenders, workloads, options, rounds);
            if (picture is not null)
                Draw(picture, [.. PictureRow.Of(medians, contenders, workloads)]);
        }
        finally
        {
            pairs.ForEach(pair => pair.Dispose());
        }
    }

    private static void Draw(FileInfo picture, PictureRow[] rows)
    {
        if (rows.Length == 0)
            Console.Error.WriteLine($"There is nothing to draw in {picture.Name}: no workload that is in the picture was run with TypedWs and a peer of the same format.");
        else
            File.WriteAllText(picture.FullName, SvgPicture.Draw(rows));
    }

    // A round of its own, because counting slows everybody down.
    private static void CountSystemCalls(List<ContenderPair> pairs, IReadOnlyList<IWorkload> workloads, Medians medians)
    {
        foreach (IWorkload workload in workloads)
        {
            foreach (ContenderPair pair in pairs.Where(pair => workload.Includes(pair.Contender)))
            {
                Console.Error.WriteLine($"system calls: {workload.Key}, {pair.Contender.Key}");
                if (pair.CountSystemCalls(workload) is { } calls)
                    medians.Add(workload, pair.Contender, calls);
            }
        }
    }
}

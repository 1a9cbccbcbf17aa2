using System.Collections.Concurrent;
using System.Globalization;

namespace TypedWs.Transport.Tests.Faults;

/// <summary>
/// Hundreds of random schedules of messages and faults. A failure names its seed; TYPEDWS_FAULT_SEED replays it alone, TYPEDWS_FAULT_SCHEDULES sets how many
/// there are. Not beside other tests: exceptions that nobody observes are the process's.
/// </summary>
[CollectionDefinition(nameof(RandomFaultTests), DisableParallelization = true)]
[Collection(nameof(RandomFaultTests))]
[Trait("Category", "Concurrency")]
public sealed class RandomFaultTests
{
    private const int AtOnce = 8;

    private readonly ConcurrentQueue<Exception> _unobserved = new();

    [Fact]
    public async Task Schedules_OfFaultsAndMessages_KeepEveryPromise()
    {
        Collect();
        TaskScheduler.UnobservedTaskException += Note;
        try
        {
            var failures = new ConcurrentQueue<Exception>();
            await Parallel.ForEachAsync(Seeds(), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (seed, _) =>
            {
                try
                {
                    await ScheduleRun.RunAsync(seed);
                }
                catch (InvalidOperationException failure)
                {
                    failures.Enqueue(failure);
                }
            });
            Collect();

            Assert.True(failures.IsEmpty, string.Join("\n", failures));
            Assert.Empty(_unobserved);
        }
        finally
        {
            TaskScheduler.UnobservedTaskException -= Note;
        }
    }

    private static IEnumerable<int> Seeds()
    {
        if (Number("TYPEDWS_FAULT_SEED") is { } only)
            return [only];
        return Enumerable.Range(1, Number("TYPEDWS_FAULT_SCHEDULES") ?? 300);
    }

    private static int? Number(string variable)
        => int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out int number) ? number : null;

    /// <summary>Makes the finalizers of faulted tasks run, which is when nobody can observe them any more.</summary>
    private static void Collect()
    {
        for (int i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }

    private void Note(object? sender, UnobservedTaskExceptionEventArgs unobserved) => _unobserved.Enqueue(unobserved.Exception);
}

using System.Collections.Concurrent;
using System.Globalization;

namespace TypedWs.Tests.Interleavings;

/// <summary>
/// Hundreds of random schedules of what two peers do to each other over a link that the test controls. A failure names its seed;
/// TYPEDWS_INTERLEAVING_SEED repeats that one, TYPEDWS_INTERLEAVING_SCHEDULES sets how many there are, or how often it is repeated.
/// Not beside other tests: exceptions that nobody observes are the process's.
/// </summary>
[CollectionDefinition(nameof(InterleavingTests), DisableParallelization = true)]
[Collection(nameof(InterleavingTests))]
[Trait("Category", "Concurrency")]
public sealed class InterleavingTests
{
    private const int AtOnce = 4;
    private const int FailuresShown = 3;

    private readonly ConcurrentQueue<Exception> _unobserved = new();

    [Fact]
    public async Task Schedules_OfBothPeersAndTheirLink_KeepEveryPromise()
    {
        Collect();
        TaskScheduler.UnobservedTaskException += Note;
        try
        {
            var failures = new ConcurrentQueue<InterleavingException>();
            await Parallel.ForEachAsync(Seeds(), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (seed, _) =>
            {
                if (failures.Count >= FailuresShown)
                    return;

                try
                {
                    await Interleaving.RunAsync(seed);
                }
                catch (InterleavingException failure)
                {
                    failures.Enqueue(failure);
                }
            });
            Collect();

            Assert.True(failures.IsEmpty, string.Join("\n\n", failures.Select(static failure => failure.Message)));
            Assert.Empty(_unobserved);
        }
        finally
        {
            TaskScheduler.UnobservedTaskException -= Note;
        }
    }

    private static IEnumerable<int> Seeds()
        => Number("TYPEDWS_INTERLEAVING_SEED") is { } only
            ? Enumerable.Repeat(only, Number("TYPEDWS_INTERLEAVING_SCHEDULES") ?? 1)
            : Enumerable.Range(1, Number("TYPEDWS_INTERLEAVING_SCHEDULES") ?? 2000);

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

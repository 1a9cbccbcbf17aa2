using System.Runtime.CompilerServices;

namespace TypedWs.Interop.Tests;

/// <summary>The streams of these tests, whoever yields them.</summary>
public static class LabStreams
{
    /// <summary>Counts from zero. Where it fails, it throws what <paramref name="failure"/> makes; where it holds, it waits until it is cancelled.</summary>
    public static async IAsyncEnumerable<int> CountAsync(
        LabProbe probe,
        int to,
        int failAt = -1,
        int holdAt = -1,
        Func<Exception>? failure = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        int number = 0;
        try
        {
            for (; number < to; number++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (number == failAt)
                    throw failure!();
                if (number == holdAt)
                    await probe.WaitAsync(cancellationToken);
                if (number % 7 == 0)
                    await Task.Yield();
                yield return number;
            }
        }
        finally
        {
            probe.Ends.Writer.TryWrite(number);
        }
    }

    /// <summary>Adds up.</summary>
    public static async Task<long> SumAsync(int start, int atMost, IAsyncEnumerable<int> numbers, CancellationToken cancellationToken)
    {
        long total = start;
        await foreach (int number in numbers.Take(atMost).WithCancellation(cancellationToken))
            total += number;
        return total;
    }
}

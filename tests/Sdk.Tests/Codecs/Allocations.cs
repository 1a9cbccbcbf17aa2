using System.Runtime.CompilerServices;

namespace TypedWs.Tests.Codecs;

/// <summary>Counts what the current thread allocates.</summary>
internal static class Allocations
{
    private const int Runs = 100;
    private const int Attempts = 5;

    /// <summary>
    /// The bytes that one run allocates: the least of several attempts, because what happens once, such as a pool that was trimmed meanwhile and fills again, is not of a run.
    /// </summary>
    internal static long Of(Func<object> action)
    {
        // The first rounds pay for thread-local caches and for what the runtime compiles.
        for (int i = 0; i < Runs; i++)
        {
            Keep(action());
        }

        return Enumerable.Range(0, Attempts).Min(_ => Measure(action));
    }

    private static long Measure(Func<object> action)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < Runs; i++)
        {
            Keep(action());
        }

        return (GC.GetAllocatedBytesForCurrentThread() - before) / Runs;
    }

    // Keeps the JIT from putting objects that nobody uses on the stack.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Keep(object value) => GC.KeepAlive(value);
}

using System.Diagnostics;

namespace LoadTest.Running;

/// <summary>Starts processes that stay on one core.</summary>
internal static class CorePinning
{
    /// <summary>Starts a process on a core. The calling thread must be the program's main thread.</summary>
    /// <remarks>
    /// A process inherits the cores of the thread that starts it. Set from outside, or by the process itself, the affinity would reach its main thread only, and
    /// the runtime would have counted the cores already.
    /// </remarks>
    public static Process Start(ProcessStartInfo start, int core)
    {
        if (!OperatingSystem.IsLinux() && !OperatingSystem.IsWindows())
            return Process.Start(start)!;

        using var self = Process.GetCurrentProcess();
        nint cores = self.ProcessorAffinity;
        self.ProcessorAffinity = Pick(cores, core);
        try
        {
            return Process.Start(start)!;
        }
        finally
        {
            self.ProcessorAffinity = cores;
        }
    }

    /// <summary>The core with an index among those that there are; the first ones again where there are not enough.</summary>
    private static nint Pick(nint cores, int index)
    {
        int[] bits = [.. Enumerable.Range(0, nint.Size * 8).Where(bit => (cores >> bit & 1) == 1)];
        return (nint)1 << bits[index % bits.Length];
    }
}

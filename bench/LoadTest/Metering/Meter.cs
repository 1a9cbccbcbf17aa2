namespace LoadTest.Metering;

/// <summary>Reads what this process has used.</summary>
internal static class Meter
{
    public static Reading Read() => new(GC.GetTotalAllocatedBytes(precise: true), Environment.CpuUsage.TotalTime.TotalMicroseconds);

    /// <summary>The bytes that are reachable.</summary>
    public static long ReadLiveHeap()
    {
        for (int i = 0; i < 2; i++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        return GC.GetTotalMemory(forceFullCollection: true);
    }
}

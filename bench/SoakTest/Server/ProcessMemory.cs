namespace SoakTest.Server;

internal static class ProcessMemory
{
    /// <summary>The bytes that are reachable. Shared pools let go of what they have not lent for a while in full collections only, hence several.</summary>
    public static long CollectAndMeasure()
    {
        for (int i = 0; i < 3; i++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        return GC.GetTotalMemory(forceFullCollection: true);
    }
}

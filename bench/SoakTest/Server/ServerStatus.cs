namespace SoakTest.Server;

/// <summary>What the server answers to every command.</summary>
/// <param name="Sessions">How many clients it has.</param>
/// <param name="HeapBytes">The managed heap; after a full collection where the command asks for one.</param>
/// <param name="PooledBytes">What Kestrel's memory pool keeps of it for later, and gives back slowly.</param>
/// <param name="WorkingSetBytes">What the process takes of the machine's memory.</param>
/// <param name="CpuSeconds">What the process has used of the processor.</param>
/// <param name="Ticks">How many ticks it has sent to everybody.</param>
/// <param name="Missed">How many messages to everybody missed a member that was too slow.</param>
/// <param name="MissingReports">What is missing of the clients' reports, by client, where the command asks for it.</param>
/// <param name="Repeated">How many reports came twice.</param>
internal sealed record ServerStatus(
    int Sessions, long HeapBytes, long PooledBytes, long WorkingSetBytes, double CpuSeconds, int Ticks, long Missed, IReadOnlyDictionary<int, IReadOnlyList<int>>? MissingReports, int Repeated)
{
    /// <summary>The managed heap without what no connection uses.</summary>
    public long UsedBytes => HeapBytes - PooledBytes;
}

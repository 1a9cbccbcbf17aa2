namespace LoadTest.Workloads;

/// <summary>One thing that a workload measures.</summary>
internal sealed record Figure(string Title, bool MoreIsBetter, int Digits = 0)
{
    /// <summary>How many times better <paramref name="own"/> is than <paramref name="peer"/>; below 1 it is worse.</summary>
    public double Compare(double own, double peer) => MoreIsBetter ? own / peer : peer / own;
}

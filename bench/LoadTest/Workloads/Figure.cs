namespace LoadTest.Workloads;

/// <summary>One thing that a workload measures.</summary>
/// <param name="Title">What, with its unit.</param>
/// <param name="MoreIsBetter">Whether a larger one is the better one.</param>
/// <param name="Digits">Behind the decimal point.</param>
/// <param name="IsMain">Whether it is in the picture.</param>
internal sealed record Figure(string Title, bool MoreIsBetter, int Digits = 0, bool IsMain = true)
{
    /// <summary>How many times better <paramref name="own"/> is than <paramref name="peer"/>; below 1 it is worse.</summary>
    public double Compare(double own, double peer) => MoreIsBetter ? own / peer : peer / own;
}

namespace LoadTest.Reporting.Picture;

/// <summary>How many times better TypedWs is than the best peer, which is the one that leaves the least of it.</summary>
/// <param name="Ratio">With its defaults.</param>
/// <param name="DirectRatio">With direct sockets on the server, beside the same peer; null where that was not measured.</param>
/// <param name="Peer">The peer.</param>
internal sealed record PictureBar(double Ratio, double? DirectRatio, string Peer)
{
    /// <summary>The longer of the two.</summary>
    public double Best => Math.Max(Ratio, DirectRatio ?? Ratio);
}

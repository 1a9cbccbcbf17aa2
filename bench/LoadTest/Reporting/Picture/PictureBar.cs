namespace LoadTest.Reporting.Picture;

/// <summary>How many times better TypedWs is than the best peer, which is the one that leaves the least of it.</summary>
internal sealed record PictureBar(double Ratio, string Peer);

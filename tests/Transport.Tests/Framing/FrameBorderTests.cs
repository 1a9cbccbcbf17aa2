namespace TypedWs.Transport.Tests.Framing;

public sealed class FrameBorderTests
{
    // Three frames of 12, 22 and 8 bytes.
    private static readonly byte[] Frames =
        [.. RawFrame.Create(2, new byte[10], masked: false), .. RawFrame.Create(2, new byte[16], masked: true), .. RawFrame.Create(9, new byte[2], masked: true)];

    [Theory]
    [InlineData(1, 12)] // less than the first frame: that one all the same
    [InlineData(12, 12)]
    [InlineData(33, 12)]
    [InlineData(34, 34)]
    [InlineData(41, 34)]
    [InlineData(42, 42)]
    [InlineData(1000, 42)]
    public void Find_Limit_TakesWholeFrames(int limit, int expected) => Assert.Equal(expected, FrameBorder.Find(Frames, limit));
}

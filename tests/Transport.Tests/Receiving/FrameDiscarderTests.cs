namespace TypedWs.Transport.Tests.Receiving;

public sealed class FrameDiscarderTests
{
    [Fact]
    public void SeesClose_CloseBehindOtherFramesOneByteAtATime_FindsIt()
    {
        byte[] before = [.. RawFrame.Create(2, Enumerable.Repeat((byte)0x88, 300).ToArray(), masked: true), .. RawFrame.Create(9, [], masked: true)];
        byte[] close = RawFrame.Close(1000, "", masked: true);
        var discarder = new FrameDiscarder();

        Assert.All(before, b => Assert.False(discarder.SeesClose([b])));
        Assert.True(discarder.SeesClose(close));
    }
}

namespace TypedWs.Transport.Tests.Framing;

public sealed class FrameHeaderTests
{
    [Theory]
    [InlineData(0, 2)]
    [InlineData(125, 2)]
    [InlineData(126, 4)]
    [InlineData(65535, 4)]
    [InlineData(65536, 10)]
    public void Write_LengthAtABorder_MatchesTheFrameWrittenByHand(int length, int size)
    {
        byte[] expected = RawFrame.Create(2, new byte[length], masked: false);
        byte[] header = new byte[FrameHeader.SizeFor(length, masked: false)];

        FrameHeader.Write(header, FrameHeader.FinBit | (byte)WsOpcode.Binary, length, masked: false, maskKey: 0);

        Assert.Equal(size, header.Length);
        Assert.Equal(expected[..size], header);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(125)]
    [InlineData(126)]
    [InlineData(65535)]
    [InlineData(65536)]
    public void TryParse_LengthAtABorder_ReadsItBack(int length)
    {
        byte[] frame = RawFrame.Create(1, new byte[length], masked: true);

        Assert.True(FrameHeader.TryParse(frame, out FrameHeader header));

        Assert.Equal((ulong)length, header.PayloadLength);
        Assert.Equal(frame.Length - length, header.Size);
        Assert.Equal(WsOpcode.Text, header.Opcode);
        Assert.True(header.IsFinal);
        Assert.True(header.IsMasked);
        Assert.False(header.IsControl);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(200)]
    [InlineData(70000)]
    public void TryParse_HeaderCutAnywhere_WaitsForMore(int length)
    {
        byte[] frame = RawFrame.Create(1, new byte[length], masked: true);

        for (int cut = 0; cut < frame.Length - length; cut++)
            Assert.False(FrameHeader.TryParse(frame.AsSpan(0, cut), out _), $"cut at {cut}");
    }
}

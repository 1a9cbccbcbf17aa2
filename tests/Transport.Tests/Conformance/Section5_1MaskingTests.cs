namespace TypedWs.Transport.Tests.Conformance;

/// <summary>RFC 6455, section 5.1: clients mask all frames, servers none, and either fails the connection over the other's breach.</summary>
public sealed class Section5_1MaskingTests
{
    [Theory]
    [InlineData(WsRole.Client, 1)]
    [InlineData(WsRole.Client, 2)]
    [InlineData(WsRole.Client, 8)]
    [InlineData(WsRole.Client, 9)]
    [InlineData(WsRole.Client, 10)]
    [InlineData(WsRole.Server, 1)]
    [InlineData(WsRole.Server, 2)]
    [InlineData(WsRole.Server, 8)]
    [InlineData(WsRole.Server, 9)]
    [InlineData(WsRole.Server, 10)]
    public Task Frame_MaskedAsOnlyTheOtherRoleMay_ClosesWith1002(WsRole role, byte opcode)
    {
        byte[] input = RawFrame.Create(opcode, [], masked: !Wire.PeerMasks(role));

        return Wire.AtEveryCutAsync(role, input, outcome =>
        {
            Assert.Equal(1002, outcome.SentCloseCode);
            Assert.Empty(outcome.Messages);
            Assert.Single(outcome.Sent);
        });
    }

    [Fact]
    public async Task Payload_AnyLengthAndCut_IsUnmaskedRight()
    {
        for (int length = 0; length < 40; length++)
        {
            byte[] payload = [.. Enumerable.Range(0, length).Select(i => (byte)(i * 37))];
            await Wire.AtEveryCutAsync(
                WsRole.Server, RawFrame.Create(2, payload, masked: true), outcome => Assert.Equal(payload, Assert.Single(outcome.Messages)));
        }
    }
}

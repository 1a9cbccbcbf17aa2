namespace TypedWs.Transport.Tests.Conformance;

/// <summary>RFC 6455, section 5.5: control frames are short and whole; pings are answered with their own payload.</summary>
public sealed class Section5_5ControlFramesTests
{
    [Theory]
    [InlineData(WsRole.Client, 0)]
    [InlineData(WsRole.Client, 1)]
    [InlineData(WsRole.Client, 125)]
    [InlineData(WsRole.Server, 0)]
    [InlineData(WsRole.Server, 1)]
    [InlineData(WsRole.Server, 125)]
    public Task Ping_AnyLength_IsAnsweredWithItsPayload(WsRole role, int length)
    {
        byte[] payload = [.. Enumerable.Range(0, length).Select(i => (byte)(255 - i))];

        return Wire.AtEveryCutAsync(role, RawFrame.Create(9, payload, Wire.PeerMasks(role)), outcome =>
        {
            RawPeer.Frame pong = Assert.Single(outcome.Sent);
            Assert.Equal(0x8A, pong.First);
            Assert.Equal(payload, pong.Payload);
        });
    }

    [Theory]
    [InlineData(WsRole.Client)]
    [InlineData(WsRole.Server)]
    public Task Pong_Unasked_IsIgnored(WsRole role)
        => Wire.AtEveryCutAsync(role, RawFrame.Create(10, "unasked"u8, Wire.PeerMasks(role)), outcome => Assert.Empty(outcome.Sent));

    [Theory]
    [InlineData(WsRole.Client, 8)]
    [InlineData(WsRole.Client, 9)]
    [InlineData(WsRole.Client, 10)]
    [InlineData(WsRole.Server, 8)]
    [InlineData(WsRole.Server, 9)]
    [InlineData(WsRole.Server, 10)]
    public async Task ControlFrame_TooLongOrFragmented_ClosesWith1002(WsRole role, byte opcode)
    {
        byte[][] inputs = [RawFrame.Create(opcode, new byte[126], Wire.PeerMasks(role)), RawFrame.Create(opcode, [], Wire.PeerMasks(role), final: false)];

        foreach (byte[] input in inputs)
            await Wire.AtEveryCutAsync(role, input, outcome => Assert.Equal(1002, outcome.SentCloseCode));
    }
}

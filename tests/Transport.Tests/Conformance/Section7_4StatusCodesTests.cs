using System.Text;

namespace TypedWs.Transport.Tests.Conformance;

/// <summary>RFC 6455, section 7.4, and the registry it set up: which codes may stand in a close frame.</summary>
public sealed class Section7_4StatusCodesTests
{
    public static TheoryData<WsRole, ushort> Valid => new MatrixTheoryData<WsRole, ushort>(
        [WsRole.Client, WsRole.Server], [1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3999, 4000, 4999]);

    public static TheoryData<WsRole, ushort> Invalid => new MatrixTheoryData<WsRole, ushort>(
        [WsRole.Client, WsRole.Server], [0, 1, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65535]);

    [Theory]
    [MemberData(nameof(Valid))]
    public Task Code_ThatMayBeSent_IsEchoed(WsRole role, ushort code)
        => Wire.AtEveryCutAsync(role, RawFrame.Close(code, "why", Wire.PeerMasks(role)), outcome =>
        {
            Assert.Equal(code, outcome.SentCloseCode);
            Assert.Equal(new WsClosed((WsCloseCode)code, "why", ByPeer: true, Clean: true), outcome.Closed);
        });

    [Theory]
    [MemberData(nameof(Invalid))]
    public Task Code_ThatMustNotBeSent_IsAnswered1002(WsRole role, ushort code)
        => Wire.AtEveryCutAsync(role, RawFrame.Close(code, "why", Wire.PeerMasks(role)), outcome => Assert.Equal(1002, outcome.SentCloseCode));

    [Theory]
    [InlineData(WsRole.Client)]
    [InlineData(WsRole.Server)]
    public Task Code_HalfOfOne_IsAnswered1002(WsRole role)
        => Wire.AtEveryCutAsync(role, RawFrame.Create(8, [3], Wire.PeerMasks(role)), outcome =>
        {
            Assert.Equal(1002, outcome.SentCloseCode);
            Assert.Equal((WsCloseCode.ProtocolError, false, true), (outcome.Closed.Code, outcome.Closed.ByPeer, outcome.Closed.Clean));
        });

    [Theory]
    [InlineData(WsRole.Client)]
    [InlineData(WsRole.Server)]
    public Task Reason_NotUtf8_IsAnswered1007(WsRole role)
        => Wire.AtEveryCutAsync(
            role, RawFrame.Create(8, [0x03, 0xE8, .. "caf"u8, 0xE9], Wire.PeerMasks(role)), outcome => Assert.Equal(1007, outcome.SentCloseCode));

    [Fact]
    public void Reason_TooLongForAFrame_IsCutBetweenCharacters()
    {
        byte[] payload = ClosePayload.Create(WsCloseCode.Normal, new string('a', 122) + "€");

        Assert.Equal(new string('a', 122), Encoding.UTF8.GetString(payload.AsSpan(2)));
    }
}

namespace TypedWs.Transport.Tests.Conformance;

/// <summary>RFC 6455, sections 5.5.1 and 7.1: a close frame is answered once, and nothing counts after it.</summary>
public sealed class Section7_1ClosingTests
{
    [Theory]
    [InlineData(WsRole.Client)]
    [InlineData(WsRole.Server)]
    public Task Close_WithFramesBehindIt_IsAnsweredOnceAndTheRestIgnored(WsRole role)
    {
        bool masked = Wire.PeerMasks(role);
        byte[] input =
        [
            .. RawFrame.Text("before", masked),
            .. RawFrame.Close(1001, "away", masked),
            .. RawFrame.Text("after", masked),
            .. RawFrame.Create(9, "ping"u8, masked),
            .. RawFrame.Close(1000, "again", masked),
        ];

        return Wire.AtEveryCutAsync(role, input, outcome =>
        {
            Assert.Equal(["before"], outcome.Texts);
            Assert.Equal(1001, outcome.SentCloseCode);
            Assert.Single(outcome.Sent);
            Assert.Equal(new WsClosed(WsCloseCode.GoingAway, "away", ByPeer: true, Clean: true), outcome.Closed);
        });
    }

    [Theory]
    [InlineData(WsRole.Client)]
    [InlineData(WsRole.Server)]
    public Task Close_WithoutBody_IsAnsweredWithoutBody(WsRole role)
        => Wire.AtEveryCutAsync(role, RawFrame.Create(8, [], Wire.PeerMasks(role)), outcome =>
        {
            Assert.Equal(1005, outcome.SentCloseCode);
            Assert.Equal(new WsClosed(WsCloseCode.NoStatus, "", ByPeer: true, Clean: true), outcome.Closed);
        });

    [Theory]
    [InlineData(WsRole.Client)]
    [InlineData(WsRole.Server)]
    public Task Close_LongestReason_IsRead(WsRole role)
    {
        string reason = new string('r', 120) + "€";

        return Wire.AtEveryCutAsync(
            role, RawFrame.Close(4000, reason, Wire.PeerMasks(role)), outcome => Assert.Equal(reason, outcome.Closed.Reason));
    }

    [Theory]
    [InlineData(WsRole.Client)]
    [InlineData(WsRole.Server)]
    public Task EndOfStream_AnywhereBeforeTheClose_Is1006(WsRole role)
    {
        byte[] input = RawFrame.Text("cut", Wire.PeerMasks(role));
        return Task.WhenAll(Enumerable.Range(0, input.Length).Select(async length =>
        {
            WireOutcome outcome = await Wire.RunAsync(role, length == 0 ? [] : [input[..length]]);

            Assert.Equal(WsCloseCode.Abnormal, outcome.Closed.Code);
            Assert.False(outcome.Closed.Clean);
            Assert.Empty(outcome.Messages);
        }));
    }
}

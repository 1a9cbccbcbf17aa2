namespace TypedWs.Transport.Tests.Conformance;

/// <summary>RFC 6455, section 10.4: a limit on frames and on messages put together from them.</summary>
public sealed class Section10_4LimitsTests
{
    [Theory]
    [InlineData(WsRole.Client)]
    [InlineData(WsRole.Server)]
    public async Task Message_AtTheLimitAndAbove_IsTakenAndRefused(WsRole role)
    {
        bool masked = Wire.PeerMasks(role);
        byte[] atLimit = RawFrame.Create(2, new byte[300], masked);
        byte[] above = RawFrame.Create(2, new byte[301], masked);
        byte[] together = [.. RawFrame.Create(2, new byte[200], masked, final: false), .. RawFrame.Create(0, new byte[101], masked)];

        await Wire.AtEveryCutAsync(role, atLimit, outcome => Assert.Single(outcome.Messages), Limit);
        await Wire.AtEveryCutAsync(role, above, AssertTooBig, Limit);
        await Wire.AtEveryCutAsync(role, together, AssertTooBig, Limit);

        static void Limit(WsConnectionOptions options) => options.MaxMessageSize = 300;

        static void AssertTooBig(WireOutcome outcome)
        {
            Assert.Empty(outcome.Messages);
            Assert.Equal(1009, outcome.SentCloseCode);
        }
    }
}

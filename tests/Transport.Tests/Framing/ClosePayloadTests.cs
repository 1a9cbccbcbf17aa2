using System.Text;

namespace TypedWs.Transport.Tests.Framing;

public sealed class ClosePayloadTests
{
    [Theory]
    [InlineData(1000)]
    [InlineData(1001)]
    [InlineData(1003)]
    [InlineData(1007)]
    [InlineData(1011)]
    [InlineData(1014)]
    [InlineData(3000)]
    [InlineData(3999)]
    [InlineData(4000)]
    [InlineData(4999)]
    public void Parse_CodeThatMayBeSent_ReadsCodeAndReason(int code)
    {
        (WsCloseCode parsed, string reason) = ClosePayload.Parse([(byte)(code >> 8), (byte)code, .. "why €"u8]);

        Assert.Equal((WsCloseCode)code, parsed);
        Assert.Equal("why €", reason);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(999)]
    [InlineData(1004)]
    [InlineData(1005)]
    [InlineData(1006)]
    [InlineData(1015)]
    [InlineData(1016)]
    [InlineData(2999)]
    [InlineData(5000)]
    [InlineData(65535)]
    public void Parse_CodeThatMustNotBeSent_IsAProtocolError(int code)
    {
        var thrown = Assert.Throws<WsProtocolException>(() => ClosePayload.Parse([(byte)(code >> 8), (byte)code]));

        Assert.Equal(WsCloseCode.ProtocolError, thrown.Code);
    }

    [Fact]
    public void Parse_HalfACodeOrBadUtf8_IsRefused()
    {
        Assert.Throws<WsProtocolException>(() => ClosePayload.Parse([3]));
        Assert.Throws<WsProtocolException>(() => ClosePayload.Parse([3, 232, 0xFF]));
    }

    [Fact]
    public void Parse_Nothing_IsNoStatus() => Assert.Equal((WsCloseCode.NoStatus, ""), ClosePayload.Parse([]));

    [Fact]
    public void Create_ReasonTooLong_IsCutBetweenTwoCharacters()
    {
        byte[] payload = ClosePayload.Create(WsCloseCode.Normal, new string('a', 122) + "€");

        Assert.Equal(new string('a', 122), Encoding.UTF8.GetString(payload.AsSpan(2)));
    }
}

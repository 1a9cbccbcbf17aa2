namespace TypedWs.Transport.Tests.Handshake;

public sealed class WsServerHandshakeTests
{
    // RFC 6455, section 1.3.
    [Fact]
    public void ComputeAccept_ExampleOfTheRfc_Matches()
        => Assert.Equal("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", WsServerHandshake.ComputeAccept("dGhlIHNhbXBsZSBub25jZQ=="));

    [Theory]
    [InlineData("dGhlIHNhbXBsZSBub25jZQ==", true)]
    [InlineData(null, false)]
    [InlineData("", false)]
    [InlineData("dGhlIHNhbXBsZSBub25jZQ", false)]
    [InlineData("dGhlIHNhbXBsZSBub25jZWFh", false)] // 18 bytes
    [InlineData("dGhlIHNhbXBsZSBub25jZ!==", false)]
    [InlineData("dGhlIHNhbXBsZSBub25j ZQ=", false)]
    public void IsValidKey_SixteenBytesOnly(string? key, bool valid) => Assert.Equal(valid, WsServerHandshake.IsValidKey(key));

    [Fact]
    public void ParseSubprotocols_SeveralHeaders_KeepsTheOrderAndDropsWhatIsNoToken()
        => Assert.Equal(["a", "b", "c"], WsServerHandshake.ParseSubprotocols(["a, b", null, "b,, not a token", " c "]));

    [Fact]
    public void SelectSubprotocol_SeveralMatch_TakesTheClientsBest()
    {
        Assert.Equal("b", WsServerHandshake.SelectSubprotocol(["x", "b", "a"], ["a", "b"]));
        Assert.Null(WsServerHandshake.SelectSubprotocol(["x"], ["a"]));
    }
}

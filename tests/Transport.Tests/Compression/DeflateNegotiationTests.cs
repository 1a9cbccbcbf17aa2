namespace TypedWs.Transport.Tests.Compression;

public sealed class DeflateNegotiationTests
{
    [Theory]
    [InlineData("permessage-deflate", "permessage-deflate")]
    [InlineData("permessage-deflate; client_max_window_bits", "permessage-deflate")]
    [InlineData("permessage-deflate; client_max_window_bits=10", "permessage-deflate")]
    [InlineData("permessage-deflate; server_no_context_takeover", "permessage-deflate; server_no_context_takeover")]
    [InlineData("permessage-deflate;client_no_context_takeover", "permessage-deflate; client_no_context_takeover")]
    [InlineData("permessage-deflate; server_max_window_bits=15", "permessage-deflate; server_max_window_bits=15")]
    [InlineData("permessage-deflate; server_max_window_bits=\"15\"", "permessage-deflate; server_max_window_bits=15")]
    [InlineData("permessage-deflate; server_max_window_bits=10, permessage-deflate", "permessage-deflate")]
    [InlineData("x-other, permessage-deflate", "permessage-deflate")]
    [InlineData("permessage-deflate; unheard_of, , permessage-deflate; server_no_context_takeover", "permessage-deflate; server_no_context_takeover")]
    public void SelectCompression_OfferThatCanBeMet_IsAnswered(string offer, string answer)
        => Assert.Equal(answer, WsServerHandshake.SelectCompression([offer], new WsCompressionOptions())?.HeaderValue);

    [Theory]
    [InlineData("")]
    [InlineData("x-webkit-deflate-frame")]
    [InlineData("permessage-deflate; server_max_window_bits=14")] // the window has 15 bits, always
    [InlineData("permessage-deflate; server_max_window_bits=8")]
    [InlineData("permessage-deflate; server_max_window_bits")]
    [InlineData("permessage-deflate; server_max_window_bits=7")]
    [InlineData("permessage-deflate; server_max_window_bits=16")]
    [InlineData("permessage-deflate; server_max_window_bits=015")]
    [InlineData("permessage-deflate; client_max_window_bits=016")]
    [InlineData("permessage-deflate; client_max_window_bits=7")]
    [InlineData("permessage-deflate; server_no_context_takeover=1")]
    [InlineData("permessage-deflate; client_no_context_takeover; client_no_context_takeover")]
    [InlineData("permessage-deflate; unheard_of")]
    [InlineData("permessage-deflate; =1")]
    [InlineData("permessage deflate")]
    public void SelectCompression_OfferThatCannotBeMet_IsDeclined(string offer)
        => Assert.Null(WsServerHandshake.SelectCompression([offer], new WsCompressionOptions()));

    [Theory]
    [InlineData("")]
    [InlineData(" , ")]
    [InlineData("a;")]
    [InlineData("a;;b")]
    [InlineData("a b")]
    [InlineData("a; b=")]
    [InlineData("a; =c")]
    [InlineData("a; b c")]
    [InlineData("a; b=c d")]
    [InlineData("a; b=\"\"")]
    [InlineData("a; b=\"c d\"")]
    [InlineData("a; b=\"c")]
    [InlineData("a; b=\"c\\\"")]
    [InlineData("a; b=\"c,d\"")]
    [InlineData("a; b=\"c;d\"")]
    [InlineData("a\u00a0")]
    [InlineData("a, \u000b, b")]
    public void AreValidExtensions_Malformed_IsRefusedByBothRoles(string header)
    {
        Assert.False(WsServerHandshake.AreValidExtensions([header]));
        Assert.NotNull(DeflateNegotiation.FindFault(header, new WsCompressionOptions(), out _));
        Assert.NotNull(DeflateNegotiation.FindFault(header, null, out _));
    }

    [Theory]
    [InlineData]
    [InlineData("a")]
    [InlineData("a,, b")]
    [InlineData("a ; b = c ;\td")]
    [InlineData("a; b=\"c\"")]
    [InlineData("a; b=\"c\\d\"")]
    [InlineData("a", "b; c")]
    public void AreValidExtensions_WellFormed_IsTaken(params string[] headers) => Assert.True(WsServerHandshake.AreValidExtensions(headers));

    [Fact]
    public void SelectCompression_QuotedAndEscapedValue_IsReadAsWhatItStandsFor()
        => Assert.NotNull(WsServerHandshake.SelectCompression(["permessage-deflate; server_max_window_bits=\"1\\5\""], new WsCompressionOptions()));

    [Fact]
    public void SelectCompression_SeveralHeaders_TakesTheFirstThatFits()
    {
        string?[] headers = ["permessage-deflate; server_max_window_bits=9", null, "permessage-deflate; client_no_context_takeover", "permessage-deflate"];

        WsCompressionAgreement? agreement = WsServerHandshake.SelectCompression(headers, new WsCompressionOptions());

        Assert.Equal("permessage-deflate; client_no_context_takeover", agreement?.HeaderValue);
        Assert.True(agreement?.ClientNoContextTakeover);
        Assert.False(agreement?.ServerNoContextTakeover);
    }

    [Fact]
    public void SelectCompression_ServerKeepsNoContext_SaysSoUnasked()
    {
        var options = new WsCompressionOptions { ServerContextTakeover = false, ClientContextTakeover = false };

        WsCompressionAgreement? agreement = WsServerHandshake.SelectCompression(["permessage-deflate"], options);

        Assert.Equal("permessage-deflate; server_no_context_takeover; client_no_context_takeover", agreement?.HeaderValue);
    }

    [Theory]
    [InlineData(true, true, "permessage-deflate")]
    [InlineData(false, true, "permessage-deflate; server_no_context_takeover")]
    [InlineData(false, false, "permessage-deflate; server_no_context_takeover; client_no_context_takeover")]
    public void CreateOffer_Options_AreItsParameters(bool serverContext, bool clientContext, string offer)
        => Assert.Equal(offer, DeflateNegotiation.CreateOffer(new WsCompressionOptions { ServerContextTakeover = serverContext, ClientContextTakeover = clientContext }));

    [Theory]
    [InlineData("permessage-deflate", false, false)]
    [InlineData("permessage-deflate; server_no_context_takeover", true, false)]
    [InlineData("permessage-deflate; client_no_context_takeover", false, true)]
    [InlineData("permessage-deflate; server_max_window_bits=9", false, false)]
    public void FindFault_AnswerThatFits_IsTheAgreement(string answer, bool serverNoContext, bool clientNoContext)
    {
        Assert.Null(DeflateNegotiation.FindFault(answer, new WsCompressionOptions(), out WsCompressionAgreement? agreement));

        Assert.Equal(serverNoContext, agreement?.ServerNoContextTakeover);
        Assert.Equal(clientNoContext, agreement?.ClientNoContextTakeover);
    }

    [Theory]
    [InlineData("x-other", "another extension")]
    [InlineData("permessage-deflate, permessage-deflate", "another extension")]
    [InlineData("permessage-deflate; ;", "another extension")]
    [InlineData("permessage-deflate; client_max_window_bits=15", "do not fit")] // was not offered
    [InlineData("permessage-deflate; server_max_window_bits=7", "do not fit")]
    [InlineData("permessage-deflate; server_max_window_bits", "do not fit")]
    [InlineData("permessage-deflate; unheard_of", "do not fit")]
    public void FindFault_AnswerThatDoesNotFit_IsNamed(string answer, string fault)
    {
        Assert.Contains(fault, DeflateNegotiation.FindFault(answer, new WsCompressionOptions(), out WsCompressionAgreement? agreement), StringComparison.Ordinal);

        Assert.Null(agreement);
    }

    [Fact]
    public void FindFault_ServerIgnoresThatItMustNotKeepContext_IsNamed()
        => Assert.NotNull(DeflateNegotiation.FindFault("permessage-deflate", new WsCompressionOptions { ServerContextTakeover = false }, out _));

    [Fact]
    public void FindFault_NoAnswer_IsNoCompression()
    {
        Assert.Null(DeflateNegotiation.FindFault(null, new WsCompressionOptions(), out WsCompressionAgreement? agreement));

        Assert.Null(agreement);
    }

    [Fact]
    public void FindFault_NothingOffered_IsNamed()
        => Assert.Contains("none was offered", DeflateNegotiation.FindFault("permessage-deflate", null, out _), StringComparison.Ordinal);
}

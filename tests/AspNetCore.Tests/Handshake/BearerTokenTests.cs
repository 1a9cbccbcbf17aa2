using Microsoft.AspNetCore.Http;

namespace TypedWs.AspNetCore.Tests.Handshake;

public sealed class BearerTokenTests
{
    [Theory]
    [InlineData("typedws.v1.json, typedws.bearer.YS5iLmM", "a.b.c")]
    [InlineData("typedws.bearer.YQ, typedws.v1.json", "a")]
    [InlineData("typedws.v1.json", null)]
    [InlineData("typedws.bearer.", null)]
    [InlineData("typedws.bearer.!!!", null)]
    [InlineData("typedws.bearer._w", null)]
    [InlineData("", null)]
    public void GetTypedWsBearerToken_Subprotocols_DecodesTheToken(string subprotocols, string? token)
    {
        var context = new DefaultHttpContext();
        context.Request.Headers.SecWebSocketProtocol = subprotocols;

        Assert.Equal(token, context.Request.GetTypedWsBearerToken());
    }
}

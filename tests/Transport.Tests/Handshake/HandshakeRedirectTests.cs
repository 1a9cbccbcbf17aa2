namespace TypedWs.Transport.Tests.Handshake;

public sealed class HandshakeRedirectTests
{
    private readonly List<WsHandshakeRequest> _requests = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/elsewhere", "wss://example.org/elsewhere")]
    [InlineData("https://example.org/elsewhere#part", "wss://example.org/elsewhere")]
    public async Task ConnectAsync_SameServer_TakesItsHeadersAlong(string location, string expected)
    {
        await WsClientHandshake.ConnectAsync(Options(1, location), Token);

        Assert.Equal(expected, _requests[1].Uri.AbsoluteUri);
        Assert.Equal("Bearer secret", _requests[1].Headers["Authorization"]);
        Assert.NotEqual(_requests[0].Key, _requests[1].Key);
    }

    [Theory]
    [InlineData("wss://example.com/")]
    [InlineData("wss://example.org:8443/")]
    public async Task ConnectAsync_OtherServer_LeavesItsHeadersBehindForGood(string location)
    {
        await WsClientHandshake.ConnectAsync(Options(2, location, "wss://example.org/back"), Token);

        Assert.Equal(3, _requests.Count);
        Assert.DoesNotContain("Authorization", _requests[1].Headers.Keys);
        Assert.DoesNotContain("Authorization", _requests[2].Headers.Keys);
        Assert.Contains("Sec-WebSocket-Key", _requests[2].Headers.Keys);
    }

    [Theory]
    [InlineData(0, "/a")]
    [InlineData(2, "/a", "/b", "/c")]
    [InlineData(5, "ws://example.org/unencrypted")]
    [InlineData(5, "http://example.org/unencrypted")]
    [InlineData(5, "ftp://example.org/")]
    [InlineData(5, "")]
    public async Task ConnectAsync_TooManyOrNotToBeFollowed_IsARefusal(int most, params string[] locations)
    {
        WsHandshakeException error = await Assert.ThrowsAsync<WsHandshakeException>(() => WsClientHandshake.ConnectAsync(Options(most, locations), Token).AsTask());

        Assert.Equal(302, error.StatusCode);
        Assert.Equal(locations.Length, _requests.Count);
    }

    private WsHandshakeOptions Options(int most, params string[] locations) => new()
    {
        Uri = new Uri("wss://example.org/"),
        Headers = { ["Authorization"] = "Bearer secret" },
        MaxRedirects = most,
        Connector = (request, _) =>
        {
            _requests.Add(request);
            return ValueTask.FromResult(_requests.Count <= locations.Length
                ? new WsHandshakeStream(new MemoryStream(), 302, [KeyValuePair.Create("Location", locations[_requests.Count - 1])])
                : WsHandshakeStream.Accept(request, new MemoryStream()));
        },
    };
}

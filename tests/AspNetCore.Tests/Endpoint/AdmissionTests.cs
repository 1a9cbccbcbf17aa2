using Microsoft.AspNetCore.Builder;

namespace TypedWs.AspNetCore.Tests.Endpoint;

public sealed class AdmissionTests
{
    [Fact]
    public async Task Authorization_Anonymous_IsAnswered401()
    {
        await using LabServer server = await StartWithAuthorizationAsync();

        await using RawHandshake answer = await RawHandshake.SendAsync(server.Uri, RawHandshake.Headers());

        Assert.Equal(401, answer.Status);
        Assert.Equal(0, server.Sessions.Count);
    }

    [Fact]
    public async Task Authorization_KnownUser_IsTheSessionsUser()
    {
        await using LabServer server = await StartWithAuthorizationAsync();
        await using LabClient client = await server.ConnectAsync(configure: options => options.Headers[HeaderAuthentication.Header] = "ada");

        Identity identity = await client.WhoAmIAsync(TestContext.Current.CancellationToken);

        Assert.Equal("ada", identity.UserId);
        Assert.True(server.Sessions.Single().User.Identity!.IsAuthenticated);
    }

    [Theory]
    [InlineData("https://example.org", 101)]
    [InlineData("HTTPS://EXAMPLE.ORG", 101)]
    [InlineData("https://example.com", 403)]
    [InlineData("null", 403)]
    [InlineData(null, 101)]
    public async Task AllowedOrigins_Origin_IsJudged(string? origin, int status)
    {
        await using LabServer server = await LabServer.StartAsync(options => options.AllowedOrigins.Add("https://example.org"));
        Dictionary<string, string> headers = RawHandshake.Headers();
        if (origin is not null)
            headers["Origin"] = origin;

        await using RawHandshake answer = await RawHandshake.SendAsync(server.Uri, headers);

        Assert.Equal(status, answer.Status);
    }

    [Theory]
    [InlineData("http://{host}", 101)]
    [InlineData("https://{host}", 101)]
    [InlineData("http://example.org", 403)]
    [InlineData("http://{host}.example.org", 403)]
    [InlineData("null", 403)]
    [InlineData(null, 101)]
    public async Task AllowedOrigins_NoneNamed_AdmitsTheServersOwnPages(string? origin, int status)
    {
        await using LabServer server = await LabServer.StartAsync();
        Dictionary<string, string> headers = RawHandshake.Headers();
        headers["Host"] = server.Uri.Authority;
        if (origin is not null)
            headers["Origin"] = origin.Replace("{host}", server.Uri.Authority, StringComparison.Ordinal);

        await using RawHandshake answer = await RawHandshake.SendAsync(server.Uri, headers);

        Assert.Equal(status, answer.Status);
    }

    [Fact]
    public async Task AllowedOrigins_Any_AdmitsEveryPage()
    {
        await using LabServer server = await LabServer.StartAsync(options => options.AllowedOrigins.Add("*"));
        Dictionary<string, string> headers = RawHandshake.Headers();
        headers["Origin"] = "https://example.org";

        await using RawHandshake answer = await RawHandshake.SendAsync(server.Uri, headers);

        Assert.Equal(101, answer.Status);
    }

    [Fact]
    public async Task Handshake_WhileTheHostStops_IsAnswered503()
    {
        await using LabServer server = await LabServer.StartAsync();
        server.BeginStopping();

        await using RawHandshake answer = await RawHandshake.SendAsync(server.Uri, RawHandshake.Headers());

        Assert.Equal(503, answer.Status);
    }

    private static Task<LabServer> StartWithAuthorizationAsync() => LabServer.StartAsync(
        services: HeaderAuthentication.Add,
        middleware: app => app.UseAuthentication().UseAuthorization(),
        endpoint: endpoint => endpoint.RequireAuthorization());
}

using Microsoft.AspNetCore.Builder;

namespace TypedWs.AspNetCore.Tests.Handshake;

public sealed class QueryTokenTests
{
    private const string Token = "a.secret.token";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Query_ByDefault_IsNotLookedAt()
    {
        await using LabServer server = await StartAsync(parameter: null);

        Assert.Equal(401, await ConnectAsync(server, $"?access_token={Token}", []));
    }

    [Theory]
    [InlineData($"?access_token={Token}", null, null, Token)]
    [InlineData($"?ACCESS_TOKEN={Token}", null, null, Token)]
    [InlineData("?access_token=a%20b%2Bc", null, null, "a b+c")]
    [InlineData($"?access_token={Token}", "Authorization", "Bearer header", "header")]
    [InlineData($"?access_token={Token}", "Authorization", "Basic header", Token)]
    [InlineData($"?access_token={Token}", "Sec-WebSocket-Protocol", "typedws.v1.json, typedws.bearer.YQ", "a")]
    [InlineData("?access_token=", null, null, null)]
    [InlineData("?access_token=a&access_token=b", null, null, null)]
    [InlineData($"?token={Token}", null, null, null)]
    public async Task Query_Permitted_IsLookedAtLast(string query, string? header, string? value, string? user)
    {
        await using LabServer server = await StartAsync("access_token");

        int status = await ConnectAsync(server, query, header is null ? [] : new() { [header] = value! }, async () => Assert.Equal(user, (await server.Probe.Connected.Soon()).UserId));

        Assert.Equal(user is null ? 401 : 101, status);
    }

    /// <summary>A link in a page must not let anybody into the rest of the application.</summary>
    [Fact]
    public async Task Query_OfARequestThatIsNoHandshake_IsNotLookedAt()
    {
        await using LabServer server = await StartAsync("access_token", static app => app.MapGet("/other", static () => "hello").RequireAuthorization());
        using var http = new HttpClient();

        using HttpResponseMessage answer = await http.GetAsync(new Uri(server.HttpUri, $"/other?access_token={Token}"), Cancellation);

        Assert.Equal(401, (int)answer.StatusCode);
    }

    [Fact]
    public async Task Query_WithAToken_IsNotInWhatTypedWsLogs()
    {
        await using LabServer server = await StartAsync("access_token");
        server.Logs.ExpectsErrors = true;
        var uri = new Uri(server.Uri, $"?access_token={Token}");

        await using (LabClient client = await server.ConnectAsync(configure: options => options.Uri = uri))
        {
            await client.EchoAsync("a", 1, Cancellation);
            await Assert.ThrowsAsync<RemoteException>(async () => await client.FailAsync(Cancellation));
        }

        await server.Probe.Disconnected.Soon();
        await using (RawClient client = RawClient.Over(await RawHandshake.SendAsync(uri, RawHandshake.Headers())))
            await client.AskAsync("""{"jsonrpc":"2.0","id":1,"method":"unknown"}""");
        Assert.Equal(403, await ConnectAsync(server, uri.Query, new() { ["Origin"] = "https://example.org" }));
        Assert.Equal(426, await ConnectAsync(server, uri.Query, new() { ["Sec-WebSocket-Version"] = "12" }));
        await using (RawClient client = RawClient.Over(await RawHandshake.SendAsync(new Uri(uri + "&contract=other/1"), RawHandshake.Headers())))
            await client.ReadToEndAsync();

        TypedWs.Tests.CapturingLogger.Entry[] ours = [.. server.Logs.Entries.Where(static entry => entry.Category.StartsWith("TypedWs", StringComparison.Ordinal))];
        Assert.Contains(ours, static entry => entry.EventId == 322);
        Assert.Equal(2, ours.Count(static entry => entry.EventId == 321));
        Assert.DoesNotContain(ours, static entry => $"{entry.Message} {entry.Values} {entry.Exception}".Contains(Token, StringComparison.Ordinal));

        // What the documentation warns of.
        Assert.Contains(server.Logs.Entries, static entry => entry.Category.StartsWith("Microsoft.AspNetCore.Hosting", StringComparison.Ordinal) && entry.Message.Contains(Token, StringComparison.Ordinal));
    }

    private static Task<LabServer> StartAsync(string? parameter, Action<WebApplication>? others = null) => LabServer.StartAsync(
        options => options.QueryTokenParameter = parameter,
        TokenAuthentication.Add,
        app =>
        {
            app.UseAuthentication().UseAuthorization();
            others?.Invoke(app);
        },
        static endpoint => endpoint.RequireAuthorization());

    private static async Task<int> ConnectAsync(LabServer server, string query, Dictionary<string, string> headers, Func<Task>? whenAccepted = null)
    {
        Dictionary<string, string> all = RawHandshake.Headers();
        foreach ((string name, string value) in headers)
            all[name] = value;
        await using RawHandshake answer = await RawHandshake.SendAsync(new Uri(server.Uri, query), all);
        if (answer.Status == 101 && whenAccepted is not null)
            await whenAccepted();
        return answer.Status;
    }
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace TypedWs.AspNetCore.Tests.Handshake;

public class UpgradeTests
{
    [Fact]
    public async Task Upgrade_CorrectRequest_IsAnswered101WithTheAcceptKey()
    {
        await using LabServer server = await LabServer.StartAsync();

        await using RawHandshake answer = await RawHandshake.SendAsync(server.Uri, RawHandshake.Headers());

        Assert.Equal(101, answer.Status);
        Assert.Equal("websocket", answer.Header("Upgrade"));
        Assert.Equal("Upgrade", answer.Header("Connection"));
        Assert.Equal(RawHandshake.Accept, answer.Header("Sec-WebSocket-Accept"));
        Assert.Null(answer.Header("Sec-WebSocket-Protocol"));
        Assert.Null(answer.Header("TypedWs-Contract"));
    }

    [Fact]
    public async Task Upgrade_PlainGet_IsAnswered426AndSaysWhatToDo()
    {
        await using LabServer server = await LabServer.StartAsync();
        using var http = new HttpClient();

        HttpResponseMessage answer = await http.GetAsync(server.HttpUri, TestContext.Current.CancellationToken);

        Assert.Equal(426, (int)answer.StatusCode);
        Assert.Equal("websocket", answer.Headers.Upgrade.ToString());
        Assert.Contains("ws:// or wss://", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Upgrade_Post_IsAnswered405()
    {
        await using LabServer server = await LabServer.StartAsync();
        using var http = new HttpClient();

        HttpResponseMessage answer = await http.PostAsync(server.HttpUri, null, TestContext.Current.CancellationToken);

        Assert.Equal(405, (int)answer.StatusCode);
    }

    [Theory]
    [InlineData("Upgrade", null, 426)]
    [InlineData("Upgrade", "h2c", 426)]
    [InlineData("Connection", "keep-alive", 426)]
    [InlineData("Sec-WebSocket-Version", null, 426)]
    [InlineData("Sec-WebSocket-Version", "8", 426)]
    [InlineData("Sec-WebSocket-Key", null, 400)]
    [InlineData("Sec-WebSocket-Key", "", 400)]
    [InlineData("Sec-WebSocket-Key", "c2hvcnQ=", 400)]
    [InlineData("Sec-WebSocket-Key", "not base64 at all ======", 400)]
    [InlineData("Sec-WebSocket-Extensions", "permessage-deflate;", 400)]
    [InlineData("Sec-WebSocket-Extensions", "permessage deflate", 400)]
    [InlineData("Sec-WebSocket-Extensions", "permessage-deflate, x; a=\"b", 400)]
    [InlineData("Sec-WebSocket-Extensions", ",", 400)]
    [InlineData("Sec-WebSocket-Extensions", "x-unknown; a=\"b\"", 101)]
    public async Task Upgrade_WrongHeader_IsRefused(string header, string? value, int status)
    {
        await using LabServer server = await LabServer.StartAsync();
        Dictionary<string, string> headers = RawHandshake.Headers();
        if (value is null)
            headers.Remove(header);
        else
            headers[header] = value;

        await using RawHandshake answer = await RawHandshake.SendAsync(server.Uri, headers);

        Assert.Equal(status, answer.Status);
        Assert.Equal(header == "Sec-WebSocket-Version" ? "13" : null, answer.Header("Sec-WebSocket-Version"));
    }

    [Fact]
    public async Task Upgrade_ServerWithHttpLimits_LiftsThemForTheConversation()
    {
        var limits = new HttpLimits();
        await using LabServer server = await LabServer.StartAsync(middleware: app => app.Use((context, next) =>
        {
            context.Features.Set<IHttpRequestTimeoutFeature>(limits);
            context.Features.Set<IHttpMinRequestBodyDataRateFeature>(limits);
            context.Features.Set<IHttpMinResponseDataRateFeature>(limits);
            return next(context);
        }));

        await using RawClient client = await RawClient.ConnectAsync(server.Uri);

        Assert.True(limits.IsTimeoutDisabled);
        Assert.Null(limits.MinDataRate);
    }

    private sealed class HttpLimits : IHttpRequestTimeoutFeature, IHttpMinRequestBodyDataRateFeature, IHttpMinResponseDataRateFeature
    {
        public MinDataRate? MinDataRate { get; set; } = new(1, TimeSpan.FromSeconds(2));

        public bool IsTimeoutDisabled { get; private set; }

        public CancellationToken RequestTimeoutToken => CancellationToken.None;

        public void DisableTimeout() => IsTimeoutDisabled = true;
    }
}

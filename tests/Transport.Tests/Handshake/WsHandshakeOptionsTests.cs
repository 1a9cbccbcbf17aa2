using System.Net;
using System.Text;

namespace TypedWs.Transport.Tests.Handshake;

public sealed class WsHandshakeOptionsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ConnectAsync_TokenThatChanges_IsAskedForInEachAttempt()
    {
        var sent = new List<string>();
        int tokens = 0;
        var options = new WsHandshakeOptions
        {
            Uri = new Uri("ws://example.org/"),
            Headers = { ["X-Static"] = "same" },
            PrepareHeaders = (headers, _) =>
            {
                headers["Authorization"] = $"Bearer {++tokens}";
                return ValueTask.CompletedTask;
            },
            Connector = (request, _) =>
            {
                sent.Add($"{request.Headers["Authorization"]} {request.Headers["X-Static"]}");
                return ValueTask.FromResult(WsHandshakeStream.Accept(request, new MemoryStream()));
            },
        };

        await WsClientHandshake.ConnectAsync(options, Token);
        await WsClientHandshake.ConnectAsync(options, Token);

        Assert.Equal(["Bearer 1 same", "Bearer 2 same"], sent);
        Assert.DoesNotContain("Authorization", options.Headers.Keys);
    }

    [Fact]
    public async Task ConnectAsync_CallbackFails_IsAFailedAttemptThatQuotesNothing()
    {
        var options = new WsHandshakeOptions
        {
            Uri = new Uri("ws://example.org/"),
            PrepareHeaders = (_, _) => throw new InvalidOperationException("the secret"),
        };

        WsHandshakeException error = await Assert.ThrowsAsync<WsHandshakeException>(() => WsClientHandshake.ConnectAsync(options, Token).AsTask());

        Assert.IsType<InvalidOperationException>(error.InnerException);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ConnectAsync_CallbackNeverReturns_TimesOut()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        var options = new WsHandshakeOptions
        {
            Uri = new Uri("ws://example.org/"),
            TimeProvider = time,
            PrepareHeaders = (_, _) => new ValueTask(new TaskCompletionSource().Task),
        };

        Task connecting = WsClientHandshake.ConnectAsync(options, Token).AsTask();
        time.Advance(options.ConnectTimeout);

        Assert.IsType<TimeoutException>((await Assert.ThrowsAsync<WsHandshakeException>(() => connecting)).InnerException);
    }

    [Fact]
    public async Task ConnectAsync_CookieContainer_SendsItsCookiesAndKeepsTheServers()
    {
        await using var server = new ScriptedServer(async (stream, request, token) =>
        {
            string answer = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSet-Cookie: b=2\r\n"
                + $"Sec-WebSocket-Accept: {WsServerHandshake.ComputeAccept(ScriptedServer.Key(request))}\r\n\r\n";
            await stream.WriteAsync(Encoding.ASCII.GetBytes(answer), token);
            await Task.Delay(Timeout.InfiniteTimeSpan, token);
        });
        var cookies = new CookieContainer();
        cookies.Add(new Cookie("a", "1", "/", "127.0.0.1"));
        bool connected = false;
        var options = new WsHandshakeOptions { Uri = server.Uri, Cookies = cookies, TcpConnected = () => connected = true };

        WsHandshakeResult result = await WsClientHandshake.ConnectAsync(options, Token);
        await result.Stream.DisposeAsync();

        Assert.Equal("a=1", ScriptedServer.Header(server.Request, "Cookie"));
        Assert.Contains(cookies.GetAllCookies(), cookie => cookie is { Name: "b", Value: "2" });
        Assert.True(connected);
    }
}

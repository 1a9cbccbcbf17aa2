using System.Net;
using System.Net.Sockets;
using System.Text;
using TypedWs.Tests;

namespace TypedWs.Transport.Tests.Handshake;

public sealed class ProxyTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ConnectAsync_HttpProxyThatAsksForCredentials_TunnelsWithThem()
    {
        var heads = new List<string>();
        await using var proxy = new ScriptedServer(async (stream, head, token) =>
        {
            heads.Add(head);
            await WriteAsync(stream, "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"proxy\"\r\nContent-Length: 0\r\n\r\n", token);
            heads.Add(await ReadHeadAsync(stream, token));
            await WriteAsync(stream, "HTTP/1.1 200 Connection established\r\n\r\n", token);
            string request = await ReadHeadAsync(stream, token);
            heads.Add(request);
            await WriteAsync(
                stream,
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + $"Sec-WebSocket-Accept: {WsServerHandshake.ComputeAccept(ScriptedServer.Key(request))}\r\n\r\n",
                token);
            await Task.Delay(Timeout.InfiniteTimeSpan, token);
        });
        var options = new WsHandshakeOptions
        {
            Uri = new Uri("ws://behind.example.org/feed"),
            Headers = { ["Authorization"] = "Bearer t" },
            Proxy = new WebProxy($"http://127.0.0.1:{proxy.Uri.Port}") { Credentials = new NetworkCredential("ada", "pass") },
        };

        WsHandshakeResult result = await WsClientHandshake.ConnectAsync(options, Token);
        await result.Stream.DisposeAsync();

        Assert.StartsWith("CONNECT behind.example.org:80 ", heads[1], StringComparison.Ordinal);
        Assert.Equal("Basic " + Convert.ToBase64String("ada:pass"u8), ScriptedServer.Header(heads[1], "Proxy-Authorization"));
        Assert.DoesNotContain("Bearer", heads[1], StringComparison.Ordinal);
        Assert.Equal("Bearer t", ScriptedServer.Header(heads[2], "Authorization"));
    }

    [Fact]
    public async Task ConnectAsync_HttpProxyThatRefusesTheCredentials_SaysSoWithItsStatus()
    {
        await using var proxy = new ScriptedServer(async (stream, _, token) =>
        {
            const string Refusal = "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"proxy\"\r\nContent-Length: 0\r\n\r\n";
            await WriteAsync(stream, Refusal, token);
            await ReadHeadAsync(stream, token);
            await WriteAsync(stream, Refusal, token);
        });

        WsHandshakeException error = await FailAsync(new Uri($"http://127.0.0.1:{proxy.Uri.Port}"));

        Assert.Equal(407, error.StatusCode);
        Assert.Contains("the proxy asks for other credentials", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ConnectAsync_SocksProxyWithCredentials_GoesThroughIt()
    {
        await using ScriptedServer server = ScriptedServer.Answering(static request =>
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + $"Sec-WebSocket-Accept: {WsServerHandshake.ComputeAccept(ScriptedServer.Key(request))}\r\n\r\n");
        await using var proxy = new SocksProxy("ada", "pass", server.Uri);
        var options = new WsHandshakeOptions
        {
            Uri = new Uri("ws://behind.example.org/feed"),
            Proxy = new WebProxy(proxy.Uri) { Credentials = new NetworkCredential("ada", "pass") },
        };

        WsHandshakeResult result = await WsClientHandshake.ConnectAsync(options, Token);
        await result.Stream.DisposeAsync();

        Assert.Equal("behind.example.org:80", proxy.Asked);
        Assert.StartsWith("GET /feed ", server.Request, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ConnectAsync_WssThroughASocksProxy_ChecksTheServersCertificate()
    {
        using var certificates = new TestCertificates();
        await using var server = new TlsServer(certificates.Server);
        await using var proxy = new SocksProxy("ada", "pass", server.Uri);
        var options = new WsHandshakeOptions
        {
            Uri = server.Uri,
            Proxy = new WebProxy(proxy.Uri) { Credentials = new NetworkCredential("ada", "pass") },
        };
        options.Tls.TrustedRoots.Add(certificates.Root);

        WsHandshakeResult result = await WsClientHandshake.ConnectAsync(options, Token);
        await result.Stream.DisposeAsync();

        Assert.Equal($"localhost:{server.Uri.Port}", proxy.Asked);
    }

    [Fact]
    public async Task ConnectAsync_SocksProxyThatRefusesTheCredentials_SaysSo()
    {
        await using var proxy = new SocksProxy("ada", "pass", new Uri("ws://127.0.0.1:1/"));

        WsHandshakeException error = await FailAsync(proxy.Uri);

        Assert.Contains("through the proxy", error.Message, StringComparison.Ordinal);
        Assert.Contains("Proxy.Credentials", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong", error.Message, StringComparison.Ordinal);
        Assert.Null(proxy.Asked);
    }

    private static async Task<WsHandshakeException> FailAsync(Uri proxy)
    {
        var options = new WsHandshakeOptions
        {
            Uri = new Uri("ws://behind.example.org/feed"),
            Proxy = new WebProxy(proxy) { Credentials = new NetworkCredential("ada", "wrong") },
        };
        return await Assert.ThrowsAsync<WsHandshakeException>(() => WsClientHandshake.ConnectAsync(options, Token).AsTask());
    }

    private static ValueTask WriteAsync(NetworkStream stream, string text, CancellationToken token) => stream.WriteAsync(Encoding.ASCII.GetBytes(text), token);

    private static async Task<string> ReadHeadAsync(NetworkStream stream, CancellationToken token)
    {
        var head = new StringBuilder();
        byte[] one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(one, token) > 0)
            head.Append((char)one[0]);
        return head.ToString();
    }
}

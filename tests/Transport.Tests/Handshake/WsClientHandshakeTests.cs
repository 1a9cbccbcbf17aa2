using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using TypedWs.Tests;

namespace TypedWs.Transport.Tests.Handshake;

public sealed class WsClientHandshakeTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ConnectAsync_ServerAgrees_YieldsAnOpenStream()
    {
        await using var server = new ScriptedServer(async (stream, request, token) =>
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(Good(request, "Sec-WebSocket-Protocol: b\r\n")), token);
            await stream.WriteAsync(RawFrame.Text("hello", masked: false), token);
            await Task.Delay(Timeout.InfiniteTimeSpan, token);
        });
        var options = new WsHandshakeOptions { Uri = server.Uri, Subprotocols = { "a", "b" }, Headers = { ["Authorization"] = "Bearer t" } };

        WsHandshakeResult result = await WsClientHandshake.ConnectAsync(options, Token);
        await using Stream stream = result.Stream;

        Assert.Equal(101, result.StatusCode);
        Assert.Equal("b", result.Subprotocol);
        Assert.Equal("websocket", result.Headers["upgrade"]);
        Assert.Equal("hello", (await new RawPeer(stream).ExpectAsync(1)).Text);
        Assert.StartsWith("GET /chat?token=secret HTTP/1.1\r\n", server.Request, StringComparison.Ordinal);
        Assert.Equal("13", ScriptedServer.Header(server.Request, "Sec-WebSocket-Version"));
        Assert.Equal("a, b", ScriptedServer.Header(server.Request, "Sec-WebSocket-Protocol"));
        Assert.Equal("Bearer t", ScriptedServer.Header(server.Request, "Authorization"));
        Assert.True(WsServerHandshake.IsValidKey(ScriptedServer.Key(server.Request)));
    }

    [Fact]
    public async Task ConnectAsync_ConnectionOnIt_ExchangesMessages()
    {
        await using var server = new ScriptedServer(async (stream, request, token) =>
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(Good(request)), token);
            var peer = new RawPeer(stream);
            RawPeer.Frame frame = await peer.ExpectAsync(1);
            await peer.SendAsync(RawFrame.Text(frame.Text + "!", masked: false));
            await peer.ExpectCloseAsync(1000);
            await peer.SendAsync(RawFrame.Close(1000, "", masked: false));
        });
        WsHandshakeResult result = await WsClientHandshake.ConnectAsync(new WsHandshakeOptions { Uri = server.Uri }, Token);
        await using var connection = new WsConnection(result.Stream, WsRole.Client);
        var receiver = new RecordingReceiver();
        connection.Start(receiver);

        await connection.SendAsync(WsMessageType.Text, "echo"u8.ToArray(), Token);
        Assert.Equal("echo!", await receiver.NextTextAsync());

        Assert.True((await connection.CloseAsync(cancellationToken: Token)).Clean);
    }

    [Theory]
    [InlineData("Sec-WebSocket-Accept: AAAAAAAAAAAAAAAAAAAAAAAAAAA=\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n", "Sec-WebSocket-Accept")]
    [InlineData("{accept}Connection: Upgrade\r\n", "Upgrade: websocket")]
    [InlineData("{accept}Upgrade: websocket\r\n", "Connection: Upgrade")]
    [InlineData("{accept}Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Protocol: other\r\n", "subprotocol")]
    [InlineData("{accept}Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Extensions: permessage-deflate\r\n", "extension")]
    public async Task ConnectAsync_Bad101_SaysWhatIsWrong(string headers, string expected)
    {
        var options = new WsHandshakeOptions
        {
            Uri = new Uri("ws://example.org/"),
            Subprotocols = { "mine" },
            Connector = (request, _) =>
            {
                string text = headers.Replace("{accept}", $"Sec-WebSocket-Accept: {WsServerHandshake.ComputeAccept(request.Key)}\r\n", StringComparison.Ordinal);
                IEnumerable<KeyValuePair<string, string>> pairs = text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries)
                    .Select(line => KeyValuePair.Create(line.Split(": ")[0], line.Split(": ")[1]));
                return ValueTask.FromResult(new WsHandshakeStream(new MemoryStream(), 101, pairs));
            },
        };

        var thrown = await Assert.ThrowsAsync<WsHandshakeException>(async () => await WsClientHandshake.ConnectAsync(options, Token));

        Assert.Contains(expected, thrown.Message, StringComparison.Ordinal);
        Assert.Equal(101, thrown.StatusCode);
    }

    [Fact]
    public async Task ConnectAsync_Connector_RunsTheSameChecks()
    {
        (DuplexStream near, _) = DuplexStream.CreatePair();
        var options = new WsHandshakeOptions
        {
            Uri = new Uri("wss://example.org/"),
            Subprotocols = { "mine" },
            Connector = (request, _) => ValueTask.FromResult(WsHandshakeStream.Accept(request, near, "mine")),
        };

        WsHandshakeResult result = await WsClientHandshake.ConnectAsync(options, Token);

        Assert.Same(near, result.Stream);
        Assert.Equal("mine", result.Subprotocol);
    }

    [Fact]
    public async Task ConnectAsync_401WithBody_ReportsAllOfIt()
    {
        await using ScriptedServer server = ScriptedServer.Answering(
            _ => "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Bearer\r\nContent-Length: 7\r\n\r\nno pass");

        WsHandshakeException thrown = await FailAsync(server.Uri);

        Assert.Equal(401, thrown.StatusCode);
        Assert.Equal("no pass", thrown.Body);
        Assert.Equal("Bearer", thrown.Headers["www-authenticate"]);
        Assert.Contains("answered 401", thrown.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ConnectAsync_Redirect_IsNotFollowed()
    {
        await using ScriptedServer server = ScriptedServer.Answering(
            _ => "HTTP/1.1 302 Found\r\nLocation: ws://127.0.0.1:9/\r\nContent-Length: 0\r\n\r\n");

        Assert.Equal(302, (await FailAsync(server.Uri)).StatusCode);
    }

    [Fact]
    public async Task ConnectAsync_EndlessBody_KeepsFourKilobytes()
    {
        await using var server = new ScriptedServer(async (stream, _, token) =>
        {
            await stream.WriteAsync("HTTP/1.1 500 Oh\r\nConnection: close\r\n\r\n"u8.ToArray(), token);
            while (true)
                await stream.WriteAsync(new byte[1000], token);
        });

        Assert.Equal(4096, (await FailAsync(server.Uri)).Body.Length);
    }

    [Fact]
    public async Task ConnectAsync_EndlessHeaders_AreCutOff()
    {
        await using var server = new ScriptedServer(async (stream, _, token) =>
        {
            await stream.WriteAsync("HTTP/1.1 101 Switching Protocols\r\n"u8.ToArray(), token);
            while (true)
                await stream.WriteAsync(Encoding.ASCII.GetBytes($"X-Filler: {new string('x', 1000)}\r\n"), token);
        });

        WsHandshakeException thrown = await FailAsync(server.Uri);

        Assert.Null(thrown.StatusCode);
        Assert.IsType<HttpRequestException>(thrown.InnerException);
    }

    [Fact]
    public async Task ConnectAsync_BodyThatNeverEnds_IsCutByItsDeadline()
    {
        var time = new FakeTimeProvider();
        (DuplexStream near, DuplexStream far) = DuplexStream.CreatePair();
        await far.WriteAsync("part"u8.ToArray(), Token);
        var options = new WsHandshakeOptions
        {
            Uri = new Uri("ws://example.org/"),
            TimeProvider = time,
            ConnectTimeout = Timeout.InfiniteTimeSpan,
            Connector = (_, _) => ValueTask.FromResult(new WsHandshakeStream(near, 503, [])),
        };

        Task<WsHandshakeResult> connecting = WsClientHandshake.ConnectAsync(options, Token).AsTask();
        Assert.False(connecting.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal("part", (await Assert.ThrowsAsync<WsHandshakeException>(() => connecting)).Body);
        Assert.True(near.IsDisposed);
    }

    [Fact]
    public async Task ConnectAsync_NoAnswer_TimesOut()
    {
        var time = new FakeTimeProvider();
        var asked = new TaskCompletionSource();
        await using var server = new ScriptedServer((_, _, token) =>
        {
            asked.SetResult();
            return Task.Delay(Timeout.InfiniteTimeSpan, token);
        });

        Task<WsHandshakeResult> connecting = WsClientHandshake.ConnectAsync(new WsHandshakeOptions { Uri = server.Uri, TimeProvider = time }, Token).AsTask();
        await asked.Task;
        time.Advance(TimeSpan.FromSeconds(15));
        var thrown = await Assert.ThrowsAsync<WsHandshakeException>(() => connecting);

        Assert.IsType<TimeoutException>(thrown.InnerException);
        Assert.Contains("15 s", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ConnectAsync_TokenCancelled_ThrowsForThatToken()
    {
        using var cancel = new CancellationTokenSource();
        await using var server = new ScriptedServer((_, _, _) => cancel.CancelAsync());

        var thrown = await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await WsClientHandshake.ConnectAsync(new WsHandshakeOptions { Uri = server.Uri }, cancel.Token));

        Assert.Equal(cancel.Token, thrown.CancellationToken);
    }

    [Fact]
    public async Task ConnectAsync_Garbage_IsWrapped()
    {
        await using ScriptedServer server = ScriptedServer.Answering(_ => "SSH-2.0-hello\r\n\r\n");

        WsHandshakeException thrown = await FailAsync(server.Uri);

        Assert.IsType<HttpRequestException>(thrown.InnerException);
        Assert.Null(thrown.StatusCode);
    }

    [Fact]
    public async Task ConnectAsync_NobodyListens_IsWrapped()
    {
        int port;
        using (var listener = new TcpListener(IPAddress.Loopback, 0))
        {
            listener.Start();
            port = ((IPEndPoint)listener.LocalEndpoint).Port;
        }

        WsHandshakeException thrown = await FailAsync(new Uri($"ws://127.0.0.1:{port}/"));

        Assert.IsType<HttpRequestException>(thrown.InnerException);
    }

    [Theory]
    [InlineData("http://example.org/", "Write ws:")]
    [InlineData("https://example.org/", "Write wss:")]
    public async Task ConnectAsync_HttpAddress_SaysWhatToWrite(string address, string advice)
    {
        await using var client = new WsClient(new WsClientOptions { Handshake = new WsHandshakeOptions { Uri = new Uri(address) } }, new NoHandler());

        ArgumentException thrown = await Assert.ThrowsAsync<ArgumentException>(() => client.ConnectAsync(Token));

        Assert.Contains(advice, thrown.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ftp://example.org/")]
    [InlineData("/relative")]
    [InlineData("ws://example.org/#fragment")]
    public async Task ConnectAsync_AddressThatIsNone_Throws(string address)
    {
        var options = new WsHandshakeOptions { Uri = new Uri(address, UriKind.RelativeOrAbsolute) };

        await Assert.ThrowsAsync<ArgumentException>(async () => await WsClientHandshake.ConnectAsync(options, Token));
    }

    [Theory]
    [InlineData("X-Token", "secret\r\nX-Injected: 1")]
    [InlineData("X-Token", "secret\n")]
    [InlineData("X-Token", "secret\0")]
    [InlineData("X-Token", "secreté")]
    [InlineData("Sec-WebSocket-Key", "secret")]
    [InlineData("sec-websocket-protocol", "secret")]
    [InlineData("Upgrade", "secret")]
    [InlineData("Connection", "secret")]
    [InlineData("Content-Length", "secret")]
    public async Task ConnectAsync_HeaderThatMustNotBeSent_IsNamedWithoutItsValue(string name, string value)
    {
        var options = new WsHandshakeOptions { Uri = new Uri("ws://example.org/"), Headers = { [name] = value } };

        var thrown = await Assert.ThrowsAsync<ArgumentException>(async () => await WsClientHandshake.ConnectAsync(options, Token));

        Assert.Contains(name, thrown.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", thrown.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a,b")]
    [InlineData("a\r\nb")]
    public async Task ConnectAsync_SubprotocolThatIsNoToken_Throws(string subprotocol)
    {
        var options = new WsHandshakeOptions { Uri = new Uri("ws://example.org/"), Subprotocols = { subprotocol } };

        await Assert.ThrowsAsync<ArgumentException>(async () => await WsClientHandshake.ConnectAsync(options, Token));
    }

    private sealed class NoHandler : IWsClientHandler
    {
        public ValueTask OnMessageAsync(WsMessageType type, ReadOnlyMemory<byte> payload) => ValueTask.CompletedTask;
    }

    private static string Good(string request, string more = "")
        => "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + $"Sec-WebSocket-Accept: {WsServerHandshake.ComputeAccept(ScriptedServer.Key(request))}\r\n{more}\r\n";

    private static async Task<WsHandshakeException> FailAsync(Uri uri)
        => await Assert.ThrowsAsync<WsHandshakeException>(async () => await WsClientHandshake.ConnectAsync(new WsHandshakeOptions { Uri = uri }, Token));
}

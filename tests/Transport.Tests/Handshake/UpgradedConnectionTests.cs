using System.Net.Sockets;
using System.Text;

namespace TypedWs.Transport.Tests.Handshake;

public sealed class UpgradedConnectionTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ConnectAsync_Upgraded_YieldsTheSocketsOwnStream()
    {
        await using ScriptedServer server = ScriptedServer.Answering(Good);

        await using OpenStream result = await ConnectAsync(server);

        Assert.IsType<NetworkStream>(result.Stream);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5_000)]
    [InlineData(100_000)]
    public async Task ConnectAsync_ServerSpeaksAtOnce_NothingOfItIsLost(int early)
    {
        byte[] sent = new byte[early + 3];
        Random.Shared.NextBytes(sent);
        await using var server = new ScriptedServer(async (stream, request, token) =>
        {
            byte[] answer = [.. Encoding.ASCII.GetBytes(Good(request)), .. sent[..early]];
            await stream.WriteAsync(answer, token);
            await stream.WriteAsync(sent.AsMemory(early), token);
            await Task.Delay(Timeout.InfiniteTimeSpan, token);
        });

        await using OpenStream result = await ConnectAsync(server);
        byte[] received = new byte[sent.Length];
        await result.Stream.ReadExactlyAsync(received, Token);

        Assert.Equal(sent, received);
    }

    [Fact]
    public async Task Dispose_OfTheStream_EndsTheConnection()
    {
        var ended = new TaskCompletionSource<int>();
        await using var server = new ScriptedServer(async (stream, request, token) =>
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(Good(request)), token);
            ended.SetResult(await stream.ReadAsync(new byte[1], token));
        });

        OpenStream result = await ConnectAsync(server);
        await result.DisposeAsync();

        Assert.Equal(0, await ended.Task.WaitAsync(TimeSpan.FromSeconds(10), Token));
    }

    [Fact]
    public async Task ConfigureHandler_FilterOfItsOwn_StaysBetween()
    {
        await using ScriptedServer server = ScriptedServer.Answering(Good);
        Stream? filtered = null;

        await using OpenStream result = await ConnectAsync(server, options => options.ConfigureHandler = handler
            => handler.PlaintextStreamFilter = (context, _) => ValueTask.FromResult(filtered = new BufferedStream(context.PlaintextStream)));

        Assert.Same(filtered, result.Stream);
    }

    /// <summary>HTTP, which takes the connection for ended by then, would leave a TLS stream or that of a filter to the collector.</summary>
    [Fact]
    public async Task DetachAsync_Cancelled_ClosesTheConnectionAndTheFiltersStream()
    {
        var ended = new TaskCompletionSource<int>();
        await using var server = new ScriptedServer(async (stream, request, token) =>
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(Good(request)), token);
            ended.SetResult(await stream.ReadAsync(new byte[1], token));
        });
        Stream? filtered = null;
        using var handler = new SocketsHttpHandler
        {
            PlaintextStreamFilter = (context, _) => ValueTask.FromResult(filtered = new BufferedStream(context.PlaintextStream)),
        };
        var connection = new UpgradedConnection();
        connection.Watch(handler);
        using var invoker = new HttpMessageInvoker(handler, disposeHandler: false);
        using var request = new HttpRequestMessage(HttpMethod.Get, new UriBuilder(server.Uri) { Scheme = "http" }.Uri)
        {
            Headers = { { "Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==" } },
        };
        using HttpResponseMessage response = await invoker.SendAsync(request, Token);
        Stream upgraded = await response.Content.ReadAsStreamAsync(Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await connection.DetachAsync(upgraded, new CancellationToken(canceled: true)));

        Assert.False(filtered!.CanRead);
        Assert.Equal(0, await ended.Task.WaitAsync(TimeSpan.FromSeconds(10), Token));
    }

    private static async Task<OpenStream> ConnectAsync(ScriptedServer server, Action<WsHandshakeOptions>? configure = null)
    {
        var options = new WsHandshakeOptions { Uri = server.Uri };
        configure?.Invoke(options);
        return new OpenStream((await WsClientHandshake.ConnectAsync(options, Token)).Stream);
    }

    private static string Good(string request)
        => "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + $"Sec-WebSocket-Accept: {WsServerHandshake.ComputeAccept(ScriptedServer.Key(request))}\r\n\r\n";

    private sealed class OpenStream(Stream stream) : IAsyncDisposable
    {
        public Stream Stream => stream;

        public ValueTask DisposeAsync() => stream.DisposeAsync();
    }
}

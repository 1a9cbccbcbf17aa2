using Microsoft.Extensions.Time.Testing;
using TypedWs.Tests.Peers;
using TypedWs.Transport;

namespace TypedWs.Tests.Client;

/// <summary>Streams that a client asks for, or sends along, while it has no conversation.</summary>
[Trait("Category", "Concurrency")]
public sealed class OutboxStreamTests : PeerTest
{
    private readonly CapturingLoggerFactory _logs = new();
    private readonly TaskCompletionSource _reachable = new();
    private readonly AsyncLocal<string> _context = new();
    private RawSide? _server;

    private RawSide Server => _server!;

    [Fact]
    public async Task Streams_WhileConnecting_LeaveInOrder()
    {
        await using var client = new TestClient(CreateOptions());
        Task connecting = client.ConnectAsync();

        await client.SendNoteAsync("first").Limited();
        await using IAsyncEnumerator<Answer> listed = client.List("second").GetAsyncEnumerator();
        ValueTask<bool> moving = listed.MoveNextAsync();
        Task<Answer> collected = client.CollectAsync("third", Notes()).AsTask();
        await using IAsyncEnumerator<Answer> converted = client.Convert("fourth", Notes()).GetAsyncEnumerator();
        ValueTask<bool> converting = converted.MoveNextAsync();
        Task last = client.SendNoteAsync("fifth").AsTask();
        _reachable.SetResult();
        await connecting.Limited();

        foreach (string expected in new[] { "first", "second", "third", "fourth", "fifth" })
            Assert.Contains(expected, await Server.NextTextAsync(), StringComparison.Ordinal);
        await Server.SendAsync("""{"jsonrpc":"2.0","id":0,"result":{"values":[{"text":"a"},{"text":"b"}]}}""");
        await Server.SendAsync("""{"jsonrpc":"2.0","id":1,"result":{"text":"c"}}""");
        await Server.SendAsync("""{"jsonrpc":"2.0","id":2,"result":{}}""");
        Assert.True(await moving.Limited());
        Assert.Equal("a", listed.Current.Text);
        Assert.True(await listed.MoveNextAsync().Limited());
        Assert.Equal("b", listed.Current.Text);
        Assert.False(await listed.MoveNextAsync().Limited());
        Assert.Equal("c", (await collected.Limited()).Text);
        Assert.False(await converting.Limited());
        await last.Limited();
    }

    [Fact]
    public async Task Upload_ThatWaited_EnumeratesInItsCallersContext()
    {
        await using var client = new TestClient(CreateOptions());
        Task connecting = client.ConnectAsync();
        _context.Value = "caller";
        var seen = new TaskCompletionSource<string?>();
        Task<Answer> collected = client.CollectAsync("x", Notes(() => seen.SetResult(_context.Value))).AsTask();
        _context.Value = "other";

        _reachable.SetResult();
        await connecting.Limited();
        await Server.NextTextAsync();
        await Server.SendAsync("""{"jsonrpc":"2.0","id":9,"method":"$/enumerator/next","params":{"token":1}}""");

        Assert.Equal("caller", await seen.Task.Limited());
        await client.CloseAsync().Limited();
        await Assert.ThrowsAsync<RequestLostException>(() => collected.Limited());
    }

    [Fact]
    public async Task Stream_NoConnectionInTime_TimesOutUnsent()
    {
        var time = new FakeTimeProvider();
        TypedWsClientOptions options = CreateOptions();
        options.Conversation.TimeProvider = time;
        await using var client = new TestClient(options);
        Task connecting = client.ConnectAsync();

        await using IAsyncEnumerator<Answer> listed = client.List("x").GetAsyncEnumerator();
        Task<bool> moving = listed.MoveNextAsync().AsTask();
        time.Advance(options.Conversation.RequestTimeout);

        Assert.False((await Assert.ThrowsAsync<RequestTimeoutException>(() => moving.Limited())).WasSent);
        await client.CloseAsync().Limited();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connecting.Limited());
    }

    [Fact]
    public async Task Stream_CancelledWhileItWaits_IsNotSent()
    {
        using var cancel = new CancellationTokenSource();
        await using var client = new TestClient(CreateOptions());
        Task connecting = client.ConnectAsync();
        await using IAsyncEnumerator<Answer> listed = client.List("cancelled").GetAsyncEnumerator(cancel.Token);
        Task<bool> moving = listed.MoveNextAsync().AsTask();

        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => moving.Limited());
        await client.SendNoteAsync("next").Limited();
        _reachable.SetResult();
        await connecting.Limited();

        Assert.Contains("next", await Server.NextTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Streams_MoreThanRequestsMayBePending_AreRefused()
    {
        TypedWsClientOptions options = CreateOptions();
        options.Conversation.MaxPendingRequests = 1;
        await using var client = new TestClient(options);
        Task connecting = client.ConnectAsync();
        Task<Answer> first = client.CollectAsync("x", Notes()).AsTask();

        await using IAsyncEnumerator<Answer> listed = client.List("y").GetAsyncEnumerator();
        await Assert.ThrowsAsync<TooManyRequestsException>(() => listed.MoveNextAsync().AsTask());

        await client.CloseAsync().Limited();
        await Assert.ThrowsAsync<WsException>(() => first.Limited());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connecting.Limited());
    }

    [Fact]
    public async Task Stream_BeforeConnectAsync_FailsAtOnce()
    {
        await using var client = new TestClient(CreateOptions());

        await using IAsyncEnumerator<Answer> listed = client.List("x").GetAsyncEnumerator();

        await Assert.ThrowsAsync<InvalidOperationException>(() => listed.MoveNextAsync().AsTask());
        await Assert.ThrowsAsync<InvalidOperationException>(() => client.CollectAsync("x", Notes()).AsTask());
    }

    private static async IAsyncEnumerable<Note> Notes(Action? begun = null)
    {
        begun?.Invoke();
        await Task.Yield();
        yield return new Note("n");
    }

    private TypedWsClientOptions CreateOptions() => new()
    {
        Uri = new Uri("ws://example.org/test"),
        LoggerFactory = _logs,
        Connector = async (request, token) =>
        {
            await _reachable.Task.WaitAsync(token);
            (DuplexStream near, DuplexStream far) = DuplexStream.CreatePair();
            _server = new RawSide(far, WsRole.Server);
            _server.Start();
            return WsHandshakeStream.Accept(request, near, request.Subprotocols[0]);
        },
    };
}

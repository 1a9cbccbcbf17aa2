using Microsoft.Extensions.Logging;
using TypedWs.CompilerServices;
using TypedWs.Tests.Peers;
using TypedWs.Transport;

namespace TypedWs.Tests.Client;

public sealed class TypedWsClientTests : PeerTest
{
    private readonly CapturingLoggerFactory _logs = new();
    private readonly List<RawSide> _servers = [];
    private readonly TaskCompletionSource _accepted = new(); // A server has been connected to.
    private readonly List<DuplexStream> _streams = [];

    private WsHandshakeRequest? _request;
    private Func<WsHandshakeRequest, string?> _pick = static request => request.Subprotocols[0];
    private string? _contract;

    [Theory]
    [InlineData(WireFormat.Json, "typedws.v1.json")]
    [InlineData(WireFormat.MessagePack, "typedws.v1.msgpack")]
    public async Task ConnectAsync_OffersItsFormatAndContract(WireFormat format, string subprotocol)
    {
        TypedWsClientOptions options = CreateOptions(format);
        options.Headers["Authorization"] = "Bearer token";
        await using var client = new TestClient(options);

        await client.ConnectAsync().Limited();

        Assert.Equal([subprotocol], _request!.Subprotocols);
        Assert.Equal("test/1; fingerprint=0123456789abcdef", _request.Headers[ContractHeader.Name]);
        Assert.Equal("Bearer token", _request.Headers["Authorization"]);
        Assert.Equal(subprotocol, client.Handshake!.Subprotocol);
        Assert.Equal(TypedWsClientState.Connected, client.State);
    }

    [Fact]
    public async Task Messages_BothWays_AreHandled()
    {
        await using var client = new TestClient(CreateOptions());
        await client.ConnectAsync().Limited();

        Task<Answer> asked = client.AskAsync("x").AsTask();
        Assert.Contains("t.ask", await _servers[0].NextTextAsync(), StringComparison.Ordinal);
        await _servers[0].SendAsync("""{"jsonrpc":"2.0","id":0,"result":{"text":"y"}}""");
        Assert.Equal("y", (await asked.Limited()).Text);

        Task saved = client.SaveAsync("x").AsTask();
        Assert.Contains("t.save", await _servers[0].NextTextAsync(), StringComparison.Ordinal);
        await _servers[0].SendAsync("""{"jsonrpc":"2.0","id":65536,"result":null}""");
        await saved.Limited();

        await client.SendNoteAsync("z");
        await client.FlushAsync().Limited();
        Assert.Contains("t.note", await _servers[0].NextTextAsync(), StringComparison.Ordinal);
        await _servers[0].AssertNothingMoreAsync();
    }

    [Fact]
    public async Task BeforeConnectAsync_RequestsSayWhatToDo_AndClosingDoesNothing()
    {
        await using var client = new TestClient(CreateOptions());

        InvalidOperationException thrown = await Assert.ThrowsAsync<InvalidOperationException>(() => client.AskAsync("x").AsTask());
        Assert.Contains("await ConnectAsync first", thrown.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => { _ = client.Completion; });
        Assert.Null(client.Handshake);
        await client.CloseAsync().Limited();
        client.Abort();
        Assert.Equal(TypedWsClientState.Disconnected, client.State);
    }

    [Fact]
    public async Task ConnectAsync_Connected_Throws()
    {
        await using var client = new TestClient(CreateOptions());
        await client.ConnectAsync().Limited();

        InvalidOperationException thrown = await Assert.ThrowsAsync<InvalidOperationException>(() => client.ConnectAsync());

        Assert.Contains("connected or connecting already", thrown.Message, StringComparison.Ordinal);
        Assert.Equal(TypedWsClientState.Connected, client.State);
    }

    [Fact]
    public async Task ConnectAsync_WhileConnecting_Throws()
    {
        var answer = new TaskCompletionSource();
        await using var client = new TestClient(CreateOptions(before: token => answer.Task.WaitAsync(token)));
        Task first = client.ConnectAsync();

        InvalidOperationException thrown = await Assert.ThrowsAsync<InvalidOperationException>(() => client.ConnectAsync());
        Assert.Contains("connected or connecting already", thrown.Message, StringComparison.Ordinal);
        Assert.Equal(TypedWsClientState.Connecting, client.State);
        answer.SetResult();
        await first.Limited();
    }

    [Fact]
    public async Task ConnectAsync_AfterDispose_Throws()
    {
        var client = new TestClient(CreateOptions());
        await client.DisposeAsync();
        await client.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => client.ConnectAsync());
        Assert.Equal(TypedWsClientState.Disposed, client.State);
    }

    [Fact]
    public async Task DisposeAsync_DuringTheHandshake_GivesItUp()
    {
        var asked = new TaskCompletionSource();
        var client = new TestClient(CreateOptions(before: async token =>
        {
            asked.SetResult();
            await Task.Delay(Timeout.Infinite, token);
        }));
        Task connecting = client.ConnectAsync();
        await asked;

        await client.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => connecting.Limited());
        Assert.Equal(TypedWsClientState.Disposed, client.State);
    }

    /// <summary>The handshake does not heed its token: the connection comes about when nobody wants it any more.</summary>
    [Fact]
    public async Task DisposeAsync_HandshakeSucceedsAfterwards_ClosesTheConnection()
    {
        var asked = new TaskCompletionSource();
        var answer = new TaskCompletionSource();
        var client = new TestClient(CreateOptions(before: async _ =>
        {
            asked.SetResult();
            await answer;
        }));
        Task connecting = client.ConnectAsync();
        await asked;
        await client.DisposeAsync();

        answer.SetResult();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => connecting.Limited());
        await _accepted;
        await _servers[0].Connection.Completion.Limited();
        Assert.True(_streams[0].IsDisposed);
    }

    [Fact]
    public async Task ConnectAsync_Cancelled_ThrowsWithTheCallersTokenAndMayBeCalledAgain()
    {
        using var cancellation = new CancellationTokenSource();
        bool waits = true;
        await using var client = new TestClient(CreateOptions(before: token => waits ? Task.Delay(Timeout.Infinite, token) : Task.CompletedTask));
        Task connecting = client.ConnectAsync(cancellation.Token);

        await cancellation.CancelAsync();

        OperationCanceledException thrown = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connecting.Limited());
        Assert.Equal(cancellation.Token, thrown.CancellationToken);
        Assert.Equal(TypedWsClientState.Disconnected, client.State);
        waits = false;
        await client.ConnectAsync().Limited();
    }

    [Theory]
    [InlineData("close")]
    [InlineData("abort")]
    [InlineData("server")]
    public async Task ConnectAsync_AfterTheConnectionEnded_ConnectsAgain(string end)
    {
        await using var client = new TestClient(CreateOptions());
        for (int round = 0; round < 20; round++)
        {
            await client.ConnectAsync().Limited();
            if (end == "close")
                await client.CloseAsync().Limited();
            else if (end == "abort")
                client.Abort("enough");
            else
                await _servers[round].Connection.CloseAsync().Limited();

            WsClosed closed = await client.Completion.Limited();
            Assert.Equal(end == "abort" ? "enough" : "", closed.Reason);
            Assert.Equal(TypedWsClientState.Disconnected, client.State);
        }

        await client.ConnectAsync().Limited();
        Assert.Equal(TypedWsClientState.Connected, client.State);
    }

    [Fact]
    public async Task CloseAsync_ThenConnectAsyncAtOnce_Connects()
    {
        await using var client = new TestClient(CreateOptions());
        for (int round = 0; round < 50; round++)
        {
            await client.ConnectAsync().Limited();
            await client.CloseAsync().Limited();
        }
    }

    [Fact]
    public async Task ConnectAsync_HandlerOfTheLastConnectionStillRuns_Connects()
    {
        var entered = new TaskCompletionSource();
        var leave = new TaskCompletionSource();
        await using var client = new TestClient(CreateOptions());
        client.Handlers.Note = async (_, _) =>
        {
            entered.SetResult();
            await leave;
        };
        await client.ConnectAsync().Limited();
        await _servers[0].SendAsync("""{"jsonrpc":"2.0","method":"t.note","params":["x"]}""");
        await entered;
        Task<WsClosed> completion = client.Completion;
        await client.CloseAsync().Limited();
        Assert.False(completion.IsCompleted);

        await client.ConnectAsync().Limited();

        leave.SetResult();
        await completion.Limited();
    }

    [Fact]
    public async Task ConnectAsync_MessagePackNotSelected_FailsAndSaysWhatToDo()
    {
        _pick = static _ => null;
        await using var client = new TestClient(CreateOptions(WireFormat.MessagePack));

        WsHandshakeException thrown = await Assert.ThrowsAsync<WsHandshakeException>(() => client.ConnectAsync().Limited());

        Assert.Contains("Use WireFormat.Json", thrown.Message, StringComparison.Ordinal);
        Assert.True(_streams[0].IsDisposed);
        Assert.Equal(TypedWsClientState.Disconnected, client.State);
    }

    [Fact]
    public async Task ConnectAsync_JsonNotSelected_GoesOnAsAPlainPeer()
    {
        _pick = static _ => null;
        await using var client = new TestClient(CreateOptions());

        await client.ConnectAsync().Limited();

        await _servers[0].AssertNothingMoreAsync();
    }

    [Fact]
    public async Task ConnectAsync_OptionsOutOfRange_AreRefusedWithoutALeak()
    {
        TypedWsClientOptions options = CreateOptions();
        options.Conversation.MaxPendingRequests = 0;
        await using var client = new TestClient(options);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => client.ConnectAsync());
        Assert.Empty(_streams);

        options.Conversation.MaxPendingRequests = 1;
        options.Connection.MaxMessageSize = -1;
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => client.ConnectAsync().Limited());
        Assert.All(_streams, static stream => Assert.True(stream.IsDisposed));
        Assert.Equal(TypedWsClientState.Disconnected, client.State);
    }

    [Theory]
    [InlineData("test/1; fingerprint=ffff", true)]
    [InlineData("other/1; fingerprint=ffff, test/1; fingerprint=ffff", true)]
    [InlineData("test/1; fingerprint=0123456789abcdef", false)]
    [InlineData("other/1; fingerprint=ffff", false)]
    [InlineData("test/1", false)]
    [InlineData("nonsense", false)]
    [InlineData(null, false)]
    public async Task ConnectAsync_OtherFingerprint_IsLogged(string? contract, bool isLogged)
    {
        _contract = contract;
        await using var client = new TestClient(CreateOptions());

        await client.ConnectAsync().Limited();

        Assert.Equal(isLogged ? 1 : 0, _logs.Logger.Entries.Count(static entry => entry.EventId.Id == 250 && entry.Level == LogLevel.Information));
    }

    [Fact]
    public async Task DisposeAsync_InsideAHandler_DoesNotDeadlock()
    {
        var disposed = new TaskCompletionSource();
        var client = new TestClient(CreateOptions());
        client.Handlers.Note = async (_, _) =>
        {
            await client.DisposeAsync();
            disposed.SetResult();
        };
        await client.ConnectAsync().Limited();

        await _servers[0].SendAsync("""{"jsonrpc":"2.0","method":"t.note","params":["x"]}""");

        await disposed;
        Assert.True((await client.Completion.Limited()).Clean);
    }

    private TypedWsClientOptions CreateOptions(WireFormat format = WireFormat.Json, Func<CancellationToken, Task>? before = null) => new()
    {
        Uri = new Uri("ws://example.org/test"),
        Format = format,
        LoggerFactory = _logs,
        Connector = async (request, token) =>
        {
            _request = request;
            if (before is not null)
                await before(token);

            (DuplexStream near, DuplexStream far) = DuplexStream.CreatePair();
            var server = new RawSide(far, WsRole.Server);
            server.Start();
            _servers.Add(server);
            _streams.Add(near);
            _accepted.TrySetResult();
            WsHandshakeStream answer = WsHandshakeStream.Accept(request, near, _pick(request));
            return _contract is null
                ? answer
                : new WsHandshakeStream(near, answer.StatusCode, answer.Headers.Append(new KeyValuePair<string, string>(ContractHeader.Name, _contract)));
        },
    };
}

using Microsoft.Extensions.Time.Testing;
using TypedWs.Tests.Interception;
using TypedWs.Tests.Peers;
using TypedWs.Transport;

namespace TypedWs.Tests.Client;

/// <summary>What a client sends while it has no conversation.</summary>
[Trait("Category", "Concurrency")]
public sealed class OutboxTests : PeerTest
{
    private readonly CapturingLoggerFactory _logs = new();
    private readonly List<RawSide> _servers = [];
    private readonly FakeTimeProvider _time = new();

    private Func<CancellationToken, Task> _before = static _ => Task.CompletedTask; // Runs in each attempt to connect.

    [Theory]
    [InlineData(WireFormat.Json)]
    [InlineData(WireFormat.MessagePack)]
    public async Task Sends_BeforeConnectAsync_LeaveInOrderOnceConnected(WireFormat format)
    {
        TypedWsClientOptions options = CreateOptions();
        options.Format = format;
        await using var client = new TestClient(options);

        for (int i = 0; i < 3; i++)
            await client.SendNoteAsync($"n{i}").Limited();
        await client.ConnectAsync().Limited();
        await client.SendNoteAsync("n3").Limited();

        for (int i = 0; i < 4; i++)
            Assert.Contains($"n{i}", await NextAsync(0, format), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SendsAndRequests_WhileConnecting_LeaveInOrder()
    {
        var answer = new TaskCompletionSource();
        _before = token => answer.Task.WaitAsync(token);
        await using var client = new TestClient(CreateOptions());
        Task connecting = client.ConnectAsync();

        Task first = client.SendNoteAsync("first").AsTask();
        Task<Answer> asked = client.AskAsync("second").AsTask();
        Task saved = client.SaveAsync("third").AsTask();
        await client.SendNoteAsync("fourth").Limited();
        Assert.True(first.IsCompletedSuccessfully);
        Assert.False(asked.IsCompleted);
        answer.SetResult();
        await connecting.Limited();

        foreach (string expected in new[] { "first", "second", "third", "fourth" })
            Assert.Contains(expected, await _servers[0].NextTextAsync(), StringComparison.Ordinal);
        await _servers[0].SendAsync("""{"jsonrpc":"2.0","id":0,"result":{"text":"y"}}""");
        await _servers[0].SendAsync("""{"jsonrpc":"2.0","id":1,"result":null}""");
        Assert.Equal("y", (await asked.Limited()).Text);
        await saved.Limited();
    }

    [Fact]
    public async Task Interceptors_WhatWaitsForAConnection_IsSeenOnceAndAtTheCall()
    {
        var answer = new TaskCompletionSource();
        _before = token => answer.Task.WaitAsync(token);
        var seen = new RecordingInterceptor();
        TypedWsClientOptions options = CreateOptions();
        options.Conversation.Interceptors.Add(seen);
        await using var client = new TestClient(options);
        var handled = new TaskCompletionSource();
        client.Handlers.Tick = (_, _) =>
        {
            handled.SetResult();
            return default;
        };

        await client.SendNoteAsync("first").Limited();
        Task connecting = client.ConnectAsync();
        Task<Answer> asked = client.AskAsync("second").AsTask();
        Task<List<Answer>> listed = client.List("third").ToListAsync(Limit).AsTask();
        Assert.Equal([$"sending OneWay t.note {new Note("first")}", "sending OneWay t.note => nothing", $"sending Request t.ask {new Ask("second")}", $"sending Stream t.list {new Ask("third")}"], seen.Events);
        answer.SetResult();
        await connecting.Limited();
        foreach (string expected in new[] { "first", "second", "third" })
            Assert.Contains(expected, await _servers[0].NextTextAsync(), StringComparison.Ordinal);
        await _servers[0].SendAsync("""{"jsonrpc":"2.0","id":0,"result":{"text":"y"}}""");
        Assert.Equal("y", (await asked.Limited()).Text);
        await _servers[0].SendAsync("""{"jsonrpc":"2.0","id":1,"result":{"values":[{"text":"z"}]}}""");
        Assert.Single(await listed.Limited());
        await client.SendNoteAsync("fourth").Limited();
        await _servers[0].SendAsync("""{"jsonrpc":"2.0","method":"t.tick"}""");
        await handled;

        Assert.Equal(
            ["sending Request t.ask => Answer { Text = y }", "sending Stream t.list => nothing", $"sending OneWay t.note {new Note("fourth")}", "sending OneWay t.note => nothing", $"received OneWay t.tick {new Tick()}"],
            seen.Events.Skip(4).Take(5));
    }

    [Fact]
    public async Task Sends_WhileReconnecting_LeaveOnTheNextConnection()
    {
        var again = new TaskCompletionSource();
        await using var client = new TestClient(CreateOptions());
        await client.ConnectAsync().Limited();
        _before = token => again.Task.WaitAsync(token);

        _servers[0].Connection.Abort("cut");
        await client.Completion.Limited();
        Task sent = client.SendNoteAsync("later").AsTask();
        Task<Answer> asked = client.AskAsync("too").AsTask();
        again.SetResult();
        await sent.Limited();

        Assert.Contains("later", await NextAsync(1), StringComparison.Ordinal);
        Assert.Contains("too", await NextAsync(1), StringComparison.Ordinal);
        Assert.False(asked.IsCompleted);
    }

    [Fact]
    public async Task Send_AboveTheSize_WaitsForRoomAndMayBeCancelled()
    {
        using var cancel = new CancellationTokenSource();
        TypedWsClientOptions options = CreateOptions();
        options.SendBufferSize = 100;
        await using var client = new TestClient(options);
        await client.SendNoteAsync(new string('a', 80)).Limited();

        Task second = client.SendNoteAsync("bb").AsTask();
        Task cancelled = client.SendNoteAsync("cc", cancel.Token).AsTask();
        Task fourth = client.SendNoteAsync("dd").AsTask();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        Assert.False(second.IsCompleted);
        Assert.False(fourth.IsCompleted);

        await client.ConnectAsync().Limited();
        await second.Limited();
        await fourth.Limited();
        foreach (string expected in new[] { "aaa", "bb", "dd" })
            Assert.Contains(expected, await _servers[0].NextTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connected_ItsOwnSends_GoBeforeWhatWaits()
    {
        var leave = new TaskCompletionSource();
        var entered = new TaskCompletionSource();
        await using var client = new TestClient(CreateOptions());
        client.Connected = async _ =>
        {
            await client.SendNoteAsync("set-up 1");
            entered.SetResult();
            await leave.Task;
            await client.SendNoteAsync("set-up 2");
        };
        await client.SendNoteAsync("queued").Limited();
        await client.ConnectAsync().Limited();
        await entered;
        await client.SendNoteAsync("from elsewhere").Limited();
        leave.SetResult();

        foreach (string expected in new[] { "set-up 1", "set-up 2", "queued", "from elsewhere" })
            Assert.Contains(expected, await _servers[0].NextTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connected_ConnectionEndsMeanwhile_ItsSendsAreNotForTheNext()
    {
        var failed = new TaskCompletionSource<Exception>();
        await using var client = new TestClient(CreateOptions());
        int runs = 0;
        client.Connected = async token =>
        {
            if (++runs > 1)
                return;
            _servers[0].Connection.Abort("cut");
            await Task.Delay(Timeout.Infinite, token).ContinueWith(static _ => { }, TaskScheduler.Default);
            failed.SetResult(await Assert.ThrowsAsync<WsClosedException>(() => client.SendNoteAsync("set-up").AsTask()));
        };
        await client.SendNoteAsync("queued").Limited();

        await client.ConnectAsync().Limited();
        await failed;

        Assert.Contains("queued", await NextAsync(1), StringComparison.Ordinal);
        await _servers[1].AssertNothingMoreAsync();
    }

    [Fact]
    public async Task Connected_Fails_WhatWaitsIsForTheNextConnection()
    {
        await using var client = new TestClient(CreateOptions());
        int runs = 0;
        client.Connected = _ => ++runs == 1 ? throw new InvalidOperationException("the first time") : ValueTask.CompletedTask;
        await client.SendNoteAsync("queued").Limited();

        await client.ConnectAsync().Limited();

        Assert.Contains("queued", await NextAsync(1), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Closed_SendsAndRequests_FailAndWhatWaitedIsToldOf()
    {
        _before = static token => Task.Delay(Timeout.Infinite, token);
        TypedWsClientOptions options = CreateOptions();
        options.SendBufferSize = 50;
        await using var client = new TestClient(options);
        Task connecting = client.ConnectAsync();
        await client.SendNoteAsync("accepted").Limited();
        Task inLine = client.SendNoteAsync(new string('x', 50)).AsTask();
        Task<Answer> asked = client.AskAsync("x").AsTask();
        Task flushed = client.FlushAsync().AsTask();

        await client.CloseAsync().Limited();

        await Assert.ThrowsAsync<WsException>(() => inLine.Limited());
        await Assert.ThrowsAsync<WsException>(() => asked.Limited());
        await Assert.ThrowsAsync<WsException>(() => flushed.Limited());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connecting.Limited());
        WsException refused = await Assert.ThrowsAsync<WsException>(() => client.SendNoteAsync("x").AsTask());
        Assert.Contains("Call ConnectAsync", refused.Message, StringComparison.Ordinal);
        Assert.Equal(1, _logs.Logger.Entries.Count(static entry => entry.EventId.Id == 255));
    }

    [Fact]
    public async Task GivenUp_Sends_FailWithTheReason()
    {
        _before = static _ => throw new IOException("no such host");
        await using var client = new TestClient(CreateOptions());
        await client.SendNoteAsync("lost").Limited();

        await Assert.ThrowsAsync<WsHandshakeException>(() => client.ConnectAsync().Limited());
        WsException refused = await Assert.ThrowsAsync<WsException>(() => SendUntilRefusedAsync(client));

        Assert.Contains("no such host", refused.Message, StringComparison.Ordinal);
        Assert.IsType<WsHandshakeException>(refused.InnerException);
    }

    [Fact]
    public async Task NoReconnect_ConnectionEnded_SendsFailWithHowItEnded()
    {
        TypedWsClientOptions options = CreateOptions();
        options.Reconnect.Policy = WsReconnectPolicy.None;
        await using var client = new TestClient(options);
        await client.ConnectAsync().Limited();

        await _servers[0].Connection.CloseAsync((WsCloseCode)4000, "enough").Limited();
        await client.Completion.Limited();

        Assert.Equal("enough", (await Assert.ThrowsAsync<WsClosedException>(() => client.SendNoteAsync("x").Limited())).Closed.Reason);
        Assert.Equal("enough", (await Assert.ThrowsAsync<WsClosedException>(() => client.AskAsync("x").Limited())).Closed.Reason);
    }

    [Fact]
    public async Task Closed_ConnectAgain_SendsAgain()
    {
        await using var client = new TestClient(CreateOptions());
        await client.ConnectAsync().Limited();
        await client.CloseAsync().Limited();

        Task connecting = client.ConnectAsync();
        await client.SendNoteAsync("again").Limited();
        await connecting.Limited();

        Assert.Contains("again", await NextAsync(1), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Request_NoConnectionInTime_TimesOutUnsent()
    {
        _before = static token => Task.Delay(Timeout.Infinite, token);
        TypedWsClientOptions options = CreateOptions();
        options.Conversation.TimeProvider = _time;
        await using var client = new TestClient(options);
        Task connecting = client.ConnectAsync();

        Task<Answer> asked = client.AskAsync("x").AsTask();
        _time.Advance(options.Conversation.RequestTimeout);

        RequestTimeoutException thrown = await Assert.ThrowsAsync<RequestTimeoutException>(() => asked.Limited());
        Assert.False(thrown.WasSent);
        await client.CloseAsync().Limited();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connecting.Limited());
    }

    [Fact]
    public async Task Request_CancelledWhileItWaits_IsNotSent()
    {
        using var cancel = new CancellationTokenSource();
        var answer = new TaskCompletionSource();
        _before = token => answer.Task.WaitAsync(token);
        await using var client = new TestClient(CreateOptions());
        Task connecting = client.ConnectAsync();
        Task<Answer> asked = client.AskAsync("cancelled", cancel.Token).AsTask();

        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked.Limited());
        await client.SendNoteAsync("next").Limited();
        answer.SetResult();
        await connecting.Limited();

        Assert.Contains("next", await _servers[0].NextTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Requests_MoreThanMayBePending_AreRefused()
    {
        _before = static token => Task.Delay(Timeout.Infinite, token);
        TypedWsClientOptions options = CreateOptions();
        options.Conversation.MaxPendingRequests = 1;
        await using var client = new TestClient(options);
        Task connecting = client.ConnectAsync();
        Task<Answer> first = client.AskAsync("x").AsTask();

        await Assert.ThrowsAsync<TooManyRequestsException>(() => client.AskAsync("y").AsTask());

        await client.CloseAsync().Limited();
        await Assert.ThrowsAsync<WsException>(() => first.Limited());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connecting.Limited());
    }

    [Fact]
    public async Task FlushAsync_WhatWaits_IsOnTheStreamAfterwards()
    {
        var answer = new TaskCompletionSource();
        _before = token => answer.Task.WaitAsync(token);
        await using var client = new TestClient(CreateOptions());
        Task connecting = client.ConnectAsync();
        await client.SendNoteAsync("x").Limited();

        Task flushed = client.FlushAsync().AsTask();
        Assert.False(flushed.IsCompleted);
        answer.SetResult();
        await connecting.Limited();
        await flushed.Limited();

        Assert.Contains("x", await _servers[0].NextTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Request_WithATimeoutOfItsOwn_TimesOutUnsent()
    {
        _before = static token => Task.Delay(Timeout.Infinite, token);
        TypedWsClientOptions options = CreateOptions();
        options.Conversation.TimeProvider = _time;
        await using var client = new TestClient(options);
        _ = client.ConnectAsync();

        Task<Answer> asked = client.AskAsync("x", TimeSpan.FromSeconds(2)).AsTask();
        Task saved = client.SaveAsync("y", TimeSpan.FromSeconds(2)).AsTask();
        Task<Answer> patient = client.AskAsync("z", TimeSpan.MaxValue).AsTask();
        Assert.Throws<ArgumentOutOfRangeException>("timeout", () => { _ = client.AskAsync("x", TimeSpan.Zero).AsTask(); });
        Assert.Throws<ArgumentOutOfRangeException>("timeout", () => { _ = client.SaveAsync("x", TimeSpan.Zero).AsTask(); });
        _time.Advance(TimeSpan.FromSeconds(2.1));

        foreach (Task request in new[] { asked, saved })
        {
            RequestTimeoutException thrown = await Assert.ThrowsAsync<RequestTimeoutException>(() => request.Limited());
            Assert.Equal((TimeSpan.FromSeconds(2), false), (thrown.RequestTimeout, thrown.WasSent));
            Assert.Contains("The limit is what the call passed as its timeout", thrown.Message, StringComparison.Ordinal);
        }

        Assert.False(patient.IsCompleted);
        await client.CloseAsync().Limited();
        await Assert.ThrowsAsync<WsException>(() => patient.Limited());
    }

    [Fact]
    public async Task Request_WaitedForAConnection_HasTheRestOfItsTime()
    {
        var answer = new TaskCompletionSource();
        _before = token => answer.Task.WaitAsync(token);
        TypedWsClientOptions options = CreateOptions();
        options.Conversation.TimeProvider = _time;
        await using var client = new TestClient(options);
        Task connecting = client.ConnectAsync();
        Task<Answer> asked = client.AskAsync("x", TimeSpan.FromSeconds(5)).AsTask();
        _time.Advance(TimeSpan.FromSeconds(3));
        answer.SetResult();
        await connecting.Limited();
        await NextAsync(0);

        _time.Advance(TimeSpan.FromSeconds(1.8));
        await _servers[0].AssertNothingMoreAsync(); // A time-out would have sent a cancellation.
        _time.Advance(TimeSpan.FromSeconds(0.4));

        RequestTimeoutException thrown = await Assert.ThrowsAsync<RequestTimeoutException>(() => asked.Limited());
        Assert.Equal((TimeSpan.FromSeconds(5), true), (thrown.RequestTimeout, thrown.WasSent));
    }

    [Fact]
    public async Task SendBufferSizeZero_NoConnection_SendsFailAtOnce()
    {
        TypedWsClientOptions options = CreateOptions();
        options.SendBufferSize = 0;
        await using var client = new TestClient(options);
        Assert.Throws<InvalidOperationException>(() => { _ = client.SendNoteAsync("x").AsTask(); });

        await client.ConnectAsync().Limited();
        await client.SendNoteAsync("y").Limited();

        Assert.Contains("y", await _servers[0].NextTextAsync(), StringComparison.Ordinal);
        options.SendBufferSize = -1;
        Assert.Throws<ArgumentOutOfRangeException>(() => { _ = new TestClient(options); });
    }

    /// <summary>A refusal follows the end of the attempts; a send before it is accepted, and thrown away with it.</summary>
    private static async Task SendUntilRefusedAsync(TestClient client)
    {
        while (true)
        {
            await client.SendNoteAsync("x").Limited();
            await Task.Yield();
        }
    }

    private async Task<string> NextAsync(int server, WireFormat format = WireFormat.Json)
    {
        while (_servers.Count <= server)
            await Task.Delay(1, Limit);
        return format == WireFormat.Json
            ? await _servers[server].NextTextAsync()
            : System.Text.Encoding.Latin1.GetString(await _servers[server].NextBinaryAsync());
    }

    private TypedWsClientOptions CreateOptions()
    {
        var options = new TypedWsClientOptions
        {
            Uri = new Uri("ws://example.org/test"),
            LoggerFactory = _logs,
            Connector = async (request, token) =>
            {
                await _before(token);
                (DuplexStream near, DuplexStream far) = DuplexStream.CreatePair();
                var server = new RawSide(far, WsRole.Server);
                server.Start();
                _servers.Add(server);
                return WsHandshakeStream.Accept(request, near, request.Subprotocols[0]);
            },
        };
        options.Reconnect.Policy = WsReconnectPolicy.Fixed(TimeSpan.Zero);
        options.Reconnect.StopCloseCodes.Remove(WsCloseCode.Normal);
        return options;
    }
}

using System.Collections.Concurrent;
using TypedWs.Peers;
using TypedWs.Transport;

namespace TypedWs.Tests.Peers;

/// <summary>Everything one at a time.</summary>
public sealed class StrictOrderTests : PeerTest
{
    private readonly ConcurrentQueue<string> _events = new();
    private readonly TaskCompletionSource _leave = new();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Receive_MessagesAndRequests_RunOneAtATimeInArrivalOrder(bool inline)
    {
        const int Count = 90;
        (Side side, RawSide raw) = CreateRaw(options: new PeerOptions { StrictOrder = true, RunHandlersInline = inline });
        int running = 0;
        side.Handlers.Note = async (note, _) => await RunAsync(note.Number.ToString(System.Globalization.CultureInfo.InvariantCulture), note.Number % 2 == 0);
        side.Handlers.Ask = async (ask, _) =>
        {
            await RunAsync(ask.Text, ask.Text.Length == 1);
            return new Answer(ask.Text);
        };
        side.Handlers.List = (ask, _) =>
        {
            Assert.Equal(1, Interlocked.Increment(ref running));
            _events.Enqueue(ask.Text);
            Interlocked.Decrement(ref running);
            return AsyncEnumerable.Empty<Answer>();
        };

        for (int i = 0; i < Count; i++)
        {
            await raw.SendAsync((i % 3) switch
            {
                0 => $$$"""{"jsonrpc":"2.0","method":"t.note","params":["n",{{{i}}}]}""",
                1 => $$$"""{"jsonrpc":"2.0","id":{{{i}}},"method":"t.ask","params":["{{{i}}}"]}""",
                _ => $$$"""{"jsonrpc":"2.0","id":{{{i}}},"method":"t.list","params":["{{{i}}}"]}""",
            });
        }

        // Replies leave in the order of the requests: each before the next handler begins.
        for (int i = 0; i < Count; i++)
        {
            if (i % 3 != 0)
                Assert.Contains($"\"id\":{i},", await raw.NextTextAsync(), StringComparison.Ordinal);
        }

        Assert.Equal(Enumerable.Range(0, Count).Select(static i => $"{i}"), _events);

        async Task RunAsync(string what, bool yields)
        {
            Assert.Equal(1, Interlocked.Increment(ref running));
            _events.Enqueue(what);
            if (yields)
                await Task.Yield();
            Interlocked.Decrement(ref running);
        }
    }

    [Fact]
    public async Task Receive_RequestBehindARunningOne_WaitsForItsReply()
    {
        (Side side, RawSide raw) = CreateRaw(options: new PeerOptions { StrictOrder = true, MaxConcurrentRequests = 1 });
        side.Handlers.Ask = async (ask, _) =>
        {
            _events.Enqueue("begin " + ask.Text);
            if (ask.Text == "one")
                await _leave;
            _events.Enqueue("end " + ask.Text);
            return new Answer(ask.Text);
        };

        await raw.SendAsync("""{"jsonrpc":"2.0","id":1,"method":"t.ask","params":["one"]}""");
        await raw.SendAsync("""{"jsonrpc":"2.0","id":2,"method":"t.ask","params":["two"]}""");
        await PassAsync(raw);
        Assert.Equal(["begin one"], _events);
        _leave.SetResult();

        Assert.Contains("\"id\":1", await raw.NextTextAsync(), StringComparison.Ordinal);
        Assert.Contains("\"id\":2", await raw.NextTextAsync(), StringComparison.Ordinal); // Not busy: it has waited.
        Assert.Equal(["begin one", "end one", "begin two", "end two"], _events);
    }

    [Fact]
    public async Task Receive_CancelledWhileItWaits_IsAnsweredWithoutItsHandler()
    {
        (Side side, RawSide raw) = CreateRaw(options: new PeerOptions { StrictOrder = true });
        side.Handlers.Save = async (_, _) => await _leave;
        side.Handlers.Ask = (ask, _) =>
        {
            _events.Enqueue(ask.Text);
            return new(new Answer(ask.Text));
        };
        side.Handlers.List = (ask, _) =>
        {
            _events.Enqueue(ask.Text);
            return AsyncEnumerable.Empty<Answer>();
        };

        await raw.SendAsync("""{"jsonrpc":"2.0","id":1,"method":"t.save","params":["x"]}""");
        await raw.SendAsync("""{"jsonrpc":"2.0","id":2,"method":"t.ask","params":["asked"]}""");
        await raw.SendAsync("""{"jsonrpc":"2.0","id":3,"method":"t.list","params":["listed"]}""");
        await raw.SendAsync("""{"jsonrpc":"2.0","id":4,"method":"t.ask","params":["last"]}""");
        await raw.SendAsync("""{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":2}}""");
        await raw.SendAsync("""{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":3}}""");
        await PassAsync(raw);
        _leave.SetResult();

        Assert.Contains("\"id\":1,\"result\"", await raw.NextTextAsync(), StringComparison.Ordinal);
        Assert.Equal("""{"jsonrpc":"2.0","id":2,"error":{"code":-32800,"message":"The request was cancelled."}}""", await raw.NextTextAsync());
        Assert.Equal("""{"jsonrpc":"2.0","id":3,"error":{"code":-32800,"message":"The request was cancelled."}}""", await raw.NextTextAsync());
        Assert.Contains("\"id\":4,\"result\"", await raw.NextTextAsync(), StringComparison.Ordinal);
        Assert.Equal(["last"], _events);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Receive_RepliesAndStreamItemsBehindARunningHandler_DoNotWait(bool inline)
    {
        (Side client, Side server) = CreatePair(server: new PeerOptions { StrictOrder = true, RunHandlersInline = inline });
        var asking = new TaskCompletionSource();
        client.Handlers.Ask = async (ask, _) =>
        {
            await _leave;
            return new Answer("back " + ask.Text);
        };
        server.Handlers.List = static (_, token) => ItemsAsync(token);
        server.Handlers.Save = async (_, token) =>
        {
            asking.SetResult();
            _events.Enqueue((await server.AskAsync("me", token)).Text);
        };

        await using IAsyncEnumerator<Answer> items = client.List("x").GetAsyncEnumerator(Limit);
        Assert.True(await items.MoveNextAsync());
        Task saved = client.Peer.RequestAsync(TestMethods.Save, new Save("x"), default).AsTask();
        await asking;
        for (int i = 0; i < 1000; i++)
            Assert.True(await items.MoveNextAsync()); // Far more than came with the opening.
        Assert.False(saved.IsCompleted);
        _leave.SetResult();
        await saved.Limited();

        Assert.Equal(["back me"], _events);
    }

    [Fact]
    public async Task Receive_RequestsOverTheBound_StopReading()
    {
        (Side side, RawSide raw) = CreateRaw(options: new PeerOptions { StrictOrder = true, MaxQueuedMessages = 2 });
        side.Handlers.Save = async (_, _) => await _leave;
        byte[] save = """{"jsonrpc":"2.0","id":1,"method":"t.save","params":["x"]}"""u8.ToArray();

        Assert.True(side.Peer.ReceiveAsync(WsMessageType.Text, save).AsTask().IsCompleted);
        Assert.True(side.Peer.ReceiveAsync(WsMessageType.Text, save).AsTask().IsCompleted);
        Task third = side.Peer.ReceiveAsync(WsMessageType.Text, save).AsTask();
        Assert.False(third.IsCompleted);
        _leave.SetResult();

        await third.Limited();
        for (int i = 0; i < 3; i++)
            Assert.Contains("\"result\"", await raw.NextTextAsync(), StringComparison.Ordinal);
    }

    /// <summary>What the docs warn of.</summary>
    [Fact]
    public async Task Receive_CallBackFromAHandlerThatWaitsForIt_WaitsUntilTheTimeout()
    {
        (Side client, Side server) = CreatePair(server: new PeerOptions { StrictOrder = true });
        server.Log.ExpectsErrors = true;
        var asking = new TaskCompletionSource();
        client.Handlers.Ask = async (_, _) =>
        {
            Task<Answer> inner = client.AskAsync("inner").AsTask();
            asking.SetResult();
            return await inner;
        };
        server.Handlers.Ask = async (ask, _) =>
        {
            _events.Enqueue(ask.Text);
            return ask.Text == "outer" ? await server.AskAsync("back") : new Answer(ask.Text);
        };

        Task<Answer> outer = client.AskAsync("outer").AsTask();
        await asking;
        Assert.Equal(["outer"], _events);
        server.Clock.Advance(TimeSpan.FromSeconds(31));

        Assert.Equal(ErrorCodes.InternalError, (await Assert.ThrowsAsync<RemoteException>(() => outer.Limited())).Code);
        await client.AskAsync("after").Limited();
        Assert.Equal(["outer", "inner", "after"], _events);
    }

    [Fact]
    public async Task Attach_HookFails_EndsTheConversationWithRequestsThatWaited()
    {
        (Side side, RawSide raw) = CreateRaw(options: new PeerOptions { StrictOrder = true }, attach: false);
        side.Log.ExpectsErrors = true;
        side.Handlers.Ask = (ask, _) =>
        {
            _events.Enqueue(ask.Text);
            return new(new Answer(ask.Text));
        };
        side.Peer.Attach(side.Connection, async _ =>
        {
            await _leave;
            throw new InvalidOperationException("mine");
        });
        await raw.SendAsync("""{"jsonrpc":"2.0","id":1,"method":"t.ask","params":["one"]}""");
        await raw.SendAsync("""{"jsonrpc":"2.0","id":2,"method":"t.list","params":["two"]}""");
        await PassAsync(raw);
        _leave.SetResult();

        Assert.Equal(WsCloseCode.InternalError, (await side.Peer.Completion.Limited()).Code);
        Assert.Empty(_events);
    }

    [Fact]
    public async Task Peer_ConnectionEndsWhileRequestsWait_DoesNotStartTheirHandlers()
    {
        (Side side, RawSide raw) = CreateRaw(options: new PeerOptions { StrictOrder = true });
        side.Handlers.Save = async (save, _) =>
        {
            _events.Enqueue(save.Text);
            await _leave;
        };
        await raw.SendAsync("""{"jsonrpc":"2.0","id":1,"method":"t.save","params":["one"]}""");
        await raw.SendAsync("""{"jsonrpc":"2.0","id":2,"method":"t.save","params":["two"]}""");
        await PassAsync(raw);

        var disconnected = new TaskCompletionSource();
        side.Peer.Disconnected.UnsafeRegister(_ => disconnected.SetResult(), null);
        raw.Connection.Abort("gone");
        await disconnected;
        _leave.SetResult();
        await side.Peer.Completion.Limited();

        Assert.Equal(["one"], _events);
    }

    /// <summary>Makes sure that everything before has arrived, by something that is refused at once.</summary>
    private static async Task PassAsync(RawSide raw)
    {
        await raw.SendAsync("""{"jsonrpc":"2.0","id":"pass","method":"t.none"}""");
        Assert.Contains("\"pass\"", await raw.NextTextAsync(), StringComparison.Ordinal);
    }

    private static async IAsyncEnumerable<Answer> ItemsAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken token)
    {
        for (int i = 0; !token.IsCancellationRequested; i++)
        {
            await Task.Yield();
            yield return new Answer($"{i}");
        }
    }
}

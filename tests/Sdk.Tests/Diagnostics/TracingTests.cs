using System.Diagnostics;
using TypedWs.Peers;
using TypedWs.Tests.Peers;
using TypedWs.Transport;

namespace TypedWs.Tests.Diagnostics;

/// <summary>The spans of messages on both sides, and how they hang together.</summary>
[Collection(TelemetryTests.Name)]
public sealed class TracingTests : PeerTest
{
    private const string Parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private readonly SpanRecorder _spans = new();

    public TracingTests() => DisposeLater(_spans);

    [Theory]
    [InlineData(WireFormat.Json, "jsonrpc")]
    [InlineData(WireFormat.MessagePack, "msgpack-rpc")]
    public async Task Request_Traced_IsOneTraceAcrossBothSides(WireFormat format, string system)
    {
        (Side client, Side server) = CreateTracedPair(format);
        var inHandler = new List<Activity?>();
        server.Handlers.Ask = async (ask, _) =>
        {
            inHandler.Add(Activity.Current);
            await Task.Yield();
            inHandler.Add(Activity.Current);
            return new Answer(ask.Text);
        };
        using Activity caller = StartCaller();

        ValueTask<Answer> asked = client.AskAsync("x");
        Assert.Same(caller, Activity.Current);
        await asked.Limited();
        Assert.Same(caller, Activity.Current);

        Activity sent = await _spans.FindAsync("t.ask", ActivityKind.Client);
        Activity handled = await _spans.FindAsync("t.ask", ActivityKind.Server);
        Assert.Equal((caller.TraceId, caller.SpanId), (sent.TraceId, sent.ParentSpanId));
        Assert.Equal((caller.TraceId, sent.SpanId), (handled.TraceId, handled.ParentSpanId));
        Assert.True(handled.HasRemoteParent);
        Assert.Equal("a=1", handled.TraceStateString);
        Assert.Equal([handled, handled], inHandler);
        foreach (Activity span in new[] { sent, handled })
        {
            Assert.Equal(system, span.GetTagItem("rpc.system.name"));
            Assert.Equal("t.ask", span.GetTagItem("rpc.method"));
            Assert.Equal(format == WireFormat.Json ? "0" : null, span.GetTagItem("jsonrpc.request.id"));
            Assert.Equal(ActivityStatusCode.Unset, span.Status);
        }
    }

    [Theory]
    [InlineData(WireFormat.Json)]
    [InlineData(WireFormat.MessagePack)]
    public async Task Request_ThatCallsBack_IsOneTrace(WireFormat format)
    {
        (Side client, Side server) = CreateTracedPair(format);
        server.Handlers.Save = async (save, _) => await server.AskAsync(save.Text);

        await client.Peer.RequestAsync(TestMethods.Save, new Save("x"), default).Limited();

        Activity saving = await _spans.FindAsync("t.save", ActivityKind.Client);
        Activity saved = await _spans.FindAsync("t.save", ActivityKind.Server);
        Activity asking = await _spans.FindAsync("t.ask", ActivityKind.Client);
        Activity asked = await _spans.FindAsync("t.ask", ActivityKind.Server);
        Assert.Equal([default, saving.SpanId, saved.SpanId, asking.SpanId], new[] { saving, saved, asking, asked }.Select(span => span.ParentSpanId));
        Assert.Single(_spans.Ended.Select(span => span.TraceId).Distinct());
    }

    [Theory]
    [InlineData(WireFormat.Json)]
    [InlineData(WireFormat.MessagePack)]
    public async Task OneWay_Traced_IsProducedAndConsumed(WireFormat format)
    {
        (Side client, Side server) = CreateTracedPair(format);
        var inHandler = new TaskCompletionSource<Activity?>();
        server.Handlers.Note = (_, _) =>
        {
            inHandler.SetResult(Activity.Current);
            return default;
        };
        using Activity caller = StartCaller();

        await client.SendNoteAsync("x").Limited();

        Assert.Same(caller, Activity.Current);
        Activity sent = await _spans.FindAsync("t.note", ActivityKind.Producer);
        Activity handled = await _spans.FindAsync("t.note", ActivityKind.Consumer);
        Assert.Equal((caller.TraceId, caller.SpanId), (sent.TraceId, sent.ParentSpanId));
        Assert.Equal((caller.TraceId, sent.SpanId), (handled.TraceId, handled.ParentSpanId));
        Assert.Same(handled, await inHandler.Task);
    }

    /// <summary>Messages that wait for a handler are handled long after they were read.</summary>
    [Fact]
    public async Task OneWay_BehindARunningHandler_KeepsItsOwnTrace()
    {
        (Side client, Side server) = CreateTracedPair(WireFormat.Json);
        var first = new TaskCompletionSource();
        server.Handlers.Note = async (note, _) => await (note.Text == "first" ? first.Task : Task.CompletedTask);

        await client.SendNoteAsync("first").Limited();
        await client.SendNoteAsync("second").Limited();
        await client.AskAsync("fence").Limited();
        first.SetResult();

        while (_spans.Ended.Count(span => span.Kind == ActivityKind.Consumer) < 2)
            await Task.Yield();
        Assert.Equal(
            _spans.Ended.Where(span => span.Kind == ActivityKind.Producer).Select(span => span.SpanId),
            _spans.Ended.Where(span => span.Kind == ActivityKind.Consumer).Select(span => span.ParentSpanId));
    }

    [Theory]
    [InlineData(WireFormat.Json)]
    [InlineData(WireFormat.MessagePack)]
    public async Task Stream_Traced_LastsToItsEnd(WireFormat format)
    {
        (Side client, Side server) = CreateTracedPair(format, new PeerOptions { StreamReadAhead = 1 });
        var inHandler = new List<Activity?>();
        server.Handlers.List = (_, _) => Yield();
        using Activity caller = StartCaller();

        await foreach (Answer _ in client.List("x").WithCancellation(Limit))
            Assert.DoesNotContain(_spans.Ended, static span => span.Kind == ActivityKind.Server);

        Activity sent = await _spans.FindAsync("t.list", ActivityKind.Client);
        Activity handled = await _spans.FindAsync("t.list", ActivityKind.Server);
        Assert.Equal((caller.TraceId, caller.SpanId), (sent.TraceId, sent.ParentSpanId));
        Assert.Equal((caller.TraceId, sent.SpanId), (handled.TraceId, handled.ParentSpanId));
        Assert.Equal(Enumerable.Repeat(handled, 4), inHandler);
        Assert.Same(caller, Activity.Current);

        async IAsyncEnumerable<Answer> Yield()
        {
            for (int i = 0; i < 4; i++)
            {
                inHandler.Add(Activity.Current);
                await Task.Yield();
                yield return new Answer("x");
            }
        }
    }

    [Fact]
    public async Task Stream_LeftEarly_EndsWellOnBothSides()
    {
        (Side client, Side server) = CreateTracedPair(WireFormat.Json);
        server.Handlers.List = static (_, stopped) => Endless(stopped);

        await foreach (Answer _ in client.List("x").WithCancellation(Limit))
            break;

        Assert.Equal(ActivityStatusCode.Unset, (await _spans.FindAsync("t.list", ActivityKind.Client)).Status);
        Assert.Equal(ActivityStatusCode.Unset, (await _spans.FindAsync("t.list", ActivityKind.Server)).Status);
    }

    [Fact]
    public async Task Stream_ThatFails_IsAnErrorOnBothSides()
    {
        (Side client, Side server) = CreateTracedPair(WireFormat.Json);
        server.Handlers.List = static (_, _) => throw new RemoteException(1234, "no such list");

        await Assert.ThrowsAsync<RemoteException>(() => client.List("x").ToListAsync(Limit).Limited());

        AssertError(await _spans.FindAsync("t.list", ActivityKind.Client), "1234", "1234", "no such list");
        AssertError(await _spans.FindAsync("t.list", ActivityKind.Server), "1234", "1234", "no such list");
    }

    [Fact]
    public async Task Request_AnsweredWithAnError_IsAnErrorOnBothSides()
    {
        (Side client, Side server) = CreateTracedPair(WireFormat.Json);
        server.Handlers.Ask = static (_, _) => throw new RemoteException(1234, "not today");

        await Assert.ThrowsAsync<RemoteException>(() => client.AskAsync("x").Limited());

        AssertError(await _spans.FindAsync("t.ask", ActivityKind.Client), "1234", "1234", "not today");
        AssertError(await _spans.FindAsync("t.ask", ActivityKind.Server), "1234", "1234", "not today");
    }

    [Fact]
    public async Task Request_WhoseHandlerFails_NamesTheException()
    {
        (Side client, Side server) = CreateTracedPair(WireFormat.Json);
        server.Log.ExpectsErrors = true;
        server.Handlers.Ask = static async (_, _) =>
        {
            await Task.Yield();
            throw new InvalidOperationException("broken");
        };

        await Assert.ThrowsAsync<RemoteException>(() => client.AskAsync("x").Limited());

        AssertError(await _spans.FindAsync("t.ask", ActivityKind.Server), "System.InvalidOperationException", "-32603", "broken");
        Assert.Equal("-32603", (await _spans.FindAsync("t.ask", ActivityKind.Client)).GetTagItem("error.type"));
    }

    [Fact]
    public async Task Request_TimedOutCancelledOrLost_NamesTheException()
    {
        (Side side, RawSide raw) = CreateRaw(options: new PeerOptions { RequestTimeout = TimeSpan.FromSeconds(5) });
        using var cancel = new CancellationTokenSource();
        Task<Answer> cancelled = side.AskAsync("x", cancel.Token).AsTask();
        await cancel.CancelAsync();
        await Assert.ThrowsAsync<OperationCanceledException>(() => cancelled.Limited());
        Task<Answer> timedOut = side.AskAsync("x").AsTask();
        side.Clock.Advance(TimeSpan.FromSeconds(5.5));
        await Assert.ThrowsAsync<RequestTimeoutException>(() => timedOut.Limited());
        Task<Answer> lost = side.AskAsync("x").AsTask();
        raw.Connection.Abort("gone");
        await Assert.ThrowsAsync<RequestLostException>(() => lost.Limited());
        await Assert.ThrowsAsync<WsClosedException>(() => side.AskAsync("x").Limited());

        Assert.Equal(
            ["System.OperationCanceledException", "TypedWs.RequestTimeoutException", "TypedWs.RequestLostException", "TypedWs.Transport.WsClosedException"],
            _spans.Ended.Select(span => span.GetTagItem("error.type")));
        Assert.All(_spans.Ended, span => Assert.Equal(ActivityStatusCode.Error, span.Status));
    }

    /// <summary>Ending a span makes the one before it current again: not on the receive loop, which would hand it to whatever comes next.</summary>
    [Fact]
    public async Task Answer_ThatEndsASpan_LeavesNothingInTheReceiveLoop()
    {
        (Side side, RawSide raw) = CreateRaw();
        using (StartCaller())
        {
            Task<Answer> asked = side.AskAsync("x").AsTask();
            await raw.SendAsync("""{"jsonrpc":"2.0","id":0,"result":{"text":"y"}}""");
            await asked.Limited();
        }

        await raw.SendAsync("""{"jsonrpc":"2.0","method":"t.note","params":{"text":"x"}}""");

        Activity handled = await _spans.FindAsync("t.note", ActivityKind.Consumer);
        Assert.Null(handled.ParentId);
    }

    [Theory]
    [InlineData("7")]
    [InlineData("\"nonsense\"")]
    [InlineData("null")]
    public async Task Receive_MalformedContext_BeginsATrace(string parent)
    {
        (_, RawSide raw) = CreateRaw();

        await raw.SendAsync($$"""{"jsonrpc":"2.0","id":1,"method":"t.ask","params":{"text":"x"},"traceparent":{{parent}}}""");

        Assert.Equal("""{"jsonrpc":"2.0","id":1,"result":{"text":"x"}}""", await raw.NextTextAsync());
        Assert.Null((await _spans.FindAsync("t.ask", ActivityKind.Server)).ParentId);
    }

    /// <summary>As others write it: what stands behind the params is read before anything is dispatched.</summary>
    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"t.ask","params":{"text":"x"},"traceparent":"P","tracestate":"a=1"}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"t.ask","params":{"text":"x"},"traceparent":"P","tracestate":"a=1","id":1}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"t.ask","params":["x"],"id":1,"tracestate":"a=1","traceparent":"P"}""")]
    public async Task Receive_ContextInAnyPlace_IsTheParent(string json)
    {
        (_, RawSide raw) = CreateRaw();

        await raw.SendAsync(json.Replace("P", Parent, StringComparison.Ordinal));

        Assert.Equal("""{"jsonrpc":"2.0","id":1,"result":{"text":"x"}}""", await raw.NextTextAsync());
        Activity handled = await _spans.FindAsync("t.ask", ActivityKind.Server);
        Assert.Equal((Parent, "a=1"), (handled.ParentId, handled.TraceStateString));
    }

    [Fact]
    public async Task Send_NotNegotiated_HasNoTrailer()
    {
        (Side side, RawSide raw) = CreateRaw(WireFormat.MessagePack);

        await side.SendNoteAsync("x").Limited();

        Assert.Equal([0x93, 0x02, 0xa6, .. "t.note"u8, 0x92, 0xa1, (byte)'x', 0x00], await raw.NextBinaryAsync());
    }

    [Fact]
    public async Task PropagateTraceContext_Off_NeitherTellsNorBelieves()
    {
        (Side side, RawSide raw) = CreateRaw(options: new PeerOptions { PropagateTraceContext = false });

        await side.SendNoteAsync("x").Limited();
        await raw.SendAsync($$"""{"jsonrpc":"2.0","id":1,"method":"t.ask","params":{"text":"x"},"traceparent":"{{Parent}}"}""");

        Assert.Equal("""{"jsonrpc":"2.0","method":"t.note","params":{"text":"x","number":0}}""", await raw.NextTextAsync());
        await raw.NextTextAsync();
        Assert.Null((await _spans.FindAsync("t.ask", ActivityKind.Server)).ParentId);
    }

    /// <summary>Who traces something else than this library passes its context on all the same.</summary>
    [Fact]
    public async Task Send_WithoutAListener_TellsTheCallersSpan()
    {
        _spans.Stop();
        (Side side, RawSide raw) = CreateRaw();
        Activity? inHandler = null;
        side.Handlers.Ask = (ask, _) =>
        {
            inHandler = Activity.Current;
            return new(new Answer(ask.Text));
        };
        using Activity caller = StartCaller();

        await side.SendNoteAsync("x").Limited();
        Task<Answer> asked = side.AskAsync("x").AsTask();
        await using IAsyncEnumerator<Answer> items = side.List("x").GetAsyncEnumerator(Limit);
        ValueTask<bool> moved = items.MoveNextAsync();
        string trace = $$""","traceparent":"{{caller.Id}}","tracestate":"a=1"}""";

        Assert.Equal($$"""{"jsonrpc":"2.0","method":"t.note","params":{"text":"x","number":0}{{trace}}""", await raw.NextTextAsync());
        Assert.Equal($$"""{"jsonrpc":"2.0","id":0,"method":"t.ask","params":{"text":"x"}{{trace}}""", await raw.NextTextAsync());
        Assert.Equal($$"""{"jsonrpc":"2.0","id":1,"method":"t.list","params":{"text":"x"}{{trace}}""", await raw.NextTextAsync());
        await raw.SendAsync("""{"jsonrpc":"2.0","id":0,"result":{"text":"y"}}""");
        await raw.SendAsync("""{"jsonrpc":"2.0","id":1,"result":{"token":1}}""");
        await asked.Limited();
        Assert.Equal("""{"jsonrpc":"2.0","id":65536,"method":"$/enumerator/next","params":{"token":1}}""", (await raw.NextTextAsync()).Replace("65537", "65536", StringComparison.Ordinal));
        await raw.AssertNothingMoreAsync();
        Assert.Null(inHandler);
        raw.Connection.Abort("enough");
        await Assert.ThrowsAsync<StreamLostException>(() => moved.Limited());
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public async Task CallersActivity_NotRecorded_IsToldOnlyWhereCallsAreTraced(bool isTraced, bool isTold)
    {
        if (!isTraced)
            _spans.Stop();
        (Side side, RawSide raw) = CreateRaw();
        using Activity caller = new Activity("a request, for the logs alone").SetIdFormat(ActivityIdFormat.W3C).Start();

        await side.SendNoteAsync("x").Limited();

        Assert.Equal(isTold, (await raw.NextTextAsync()).Contains("traceparent", StringComparison.Ordinal));
    }

    private (Side Client, Side Server) CreateTracedPair(WireFormat format, PeerOptions? server = null)
    {
        (Side Client, Side Server) pair = CreatePair(format, server: server);
        pair.Client.Peer.IsTraceNegotiated = pair.Server.Peer.IsTraceNegotiated = true;
        return pair;
    }

    private static Activity StartCaller() => new Activity("caller") { TraceStateString = "a=1", ActivityTraceFlags = ActivityTraceFlags.Recorded }.SetIdFormat(ActivityIdFormat.W3C).Start();

    private static void AssertError(Activity span, string type, string code, string description)
    {
        Assert.Equal((ActivityStatusCode.Error, description), (span.Status, span.StatusDescription));
        Assert.Equal(type, span.GetTagItem("error.type"));
        Assert.Equal(code, span.GetTagItem("rpc.response.status_code"));
    }

    private static async IAsyncEnumerable<Answer> Endless([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stopped)
    {
        yield return new Answer("x");
        await Task.Delay(Timeout.InfiniteTimeSpan, stopped);
    }
}

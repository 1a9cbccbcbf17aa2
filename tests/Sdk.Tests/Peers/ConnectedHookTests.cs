using System.Collections.Concurrent;
using TypedWs.Transport;

namespace TypedWs.Tests.Peers;

[Trait("Category", "Concurrency")]
public sealed class ConnectedHookTests : PeerTest
{
    private readonly ConcurrentQueue<string> _events = new();
    private readonly TaskCompletionSource _leave = new();

    [Fact]
    public async Task Attach_HookRuns_MessagesAndRequestsWaitForItInOrder()
    {
        (Side side, RawSide raw) = CreateRecording();
        side.Peer.Attach(side.Connection, async _ =>
        {
            await _leave;
            _events.Enqueue("connected");
        });

        await raw.SendAsync("""{"jsonrpc":"2.0","method":"t.note","params":["one"]}""");
        await raw.SendAsync("""{"jsonrpc":"2.0","id":1,"method":"t.ask","params":["two"]}""");
        await raw.SendAsync("""{"jsonrpc":"2.0","method":"t.note","params":["three"]}""");
        await raw.SendAsync("""{"jsonrpc":"2.0","id":2,"method":"t.none"}"""); // Answered at once: the others have arrived.
        Assert.Contains("\"id\":2", await raw.NextTextAsync(), StringComparison.Ordinal);
        Assert.Empty(_events);
        _leave.SetResult();

        Assert.Contains("\"id\":1", await raw.NextTextAsync(), StringComparison.Ordinal);
        side.Peer.Abort("enough");
        await side.Peer.Completion.Limited();
        Assert.Equal(["connected", "one", "two", "three"], _events);
    }

    [Fact]
    public async Task Attach_HookAsksTheOtherSide_IsAnsweredMeanwhile()
    {
        (Side side, RawSide raw) = CreateRecording();
        side.Peer.Attach(side.Connection, async token => _events.Enqueue((await side.AskAsync("who", token)).Text));

        Assert.Contains("who", await raw.NextTextAsync(), StringComparison.Ordinal);
        await raw.SendAsync("""{"jsonrpc":"2.0","method":"t.note","params":["note"]}""");
        await raw.SendAsync("""{"jsonrpc":"2.0","id":0,"result":{"text":"me"}}""");
        await raw.AssertNothingMoreAsync();
        side.Peer.Abort("enough");
        await side.Peer.Completion.Limited();

        Assert.Equal("me", _events.First());
        Assert.Contains("note", _events);
    }

    /// <summary>The handler of the note waits for something that only the request behind it sets off.</summary>
    [Fact]
    public async Task Attach_RequestWaitsBehindAMessageWhoseHandlerWaits_StartsAnyway()
    {
        (Side side, RawSide raw) = CreateRecording();
        var asked = new TaskCompletionSource();
        side.Handlers.Note = async (_, _) => await asked;
        side.Handlers.Ask = (ask, _) =>
        {
            asked.SetResult();
            return new(new Answer(ask.Text));
        };
        side.Peer.Attach(side.Connection, async _ => await _leave);

        await raw.SendAsync("""{"jsonrpc":"2.0","method":"t.note","params":["one"]}""");
        await raw.SendAsync("""{"jsonrpc":"2.0","id":1,"method":"t.ask","params":["two"]}""");
        await raw.SendAsync("""{"jsonrpc":"2.0","id":2,"method":"t.none"}""");
        await raw.NextTextAsync();
        _leave.SetResult();

        Assert.Contains("\"id\":1", await raw.NextTextAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Attach_HookFails_ClosesWith1011AndHandlesNothing(bool atOnce)
    {
        (Side side, RawSide raw) = CreateRecording();
        side.Log.ExpectsErrors = true;
        await raw.SendAsync("""{"jsonrpc":"2.0","method":"t.note","params":["one"]}""");
        await raw.SendAsync("""{"jsonrpc":"2.0","id":2,"method":"t.ask","params":["two"]}""");
        side.Peer.Attach(side.Connection, async _ =>
        {
            if (!atOnce)
                await _leave;
            throw new InvalidOperationException("mine");
        });
        _leave.SetResult();

        WsClosed closed = await raw.Connection.Completion.Limited();
        await side.Peer.Completion.Limited();

        Assert.Equal((WsCloseCode.InternalError, "The session could not be set up."), (closed.Code, closed.Reason));
        Assert.True(side.HasLogged(210));
        Assert.Empty(_events);
    }

    [Fact]
    public async Task Attach_HookCloses_EndsTheConversation()
    {
        (Side side, RawSide raw) = CreateRecording();
        side.Peer.Attach(side.Connection, async _ => await side.Peer.CloseAsync((WsCloseCode)4000, "not you"));

        Assert.Equal((WsCloseCode)4000, (await raw.Connection.Completion.Limited()).Code);
        Assert.True((await side.Peer.Completion.Limited()).Clean);
    }

    [Fact]
    public async Task Attach_ConnectionEndsDuringTheHook_IsNoError()
    {
        (Side side, RawSide raw) = CreateRecording();
        side.Peer.Attach(side.Connection, async token => await Task.Delay(Timeout.Infinite, token));

        raw.Connection.Abort("gone");

        Assert.Equal(WsCloseCode.Abnormal, (await side.Peer.Completion.Limited()).Code);
    }

    [Fact]
    public async Task Attach_ConnectionAlreadyAborted_EndsTheConversation()
    {
        (Side side, _) = CreateRecording();
        side.Connection.Abort("too late");

        side.Peer.Attach(side.Connection);

        Assert.Equal("too late", (await side.Peer.Completion.Limited()).Reason);
    }

    private (Side Side, RawSide Raw) CreateRecording()
    {
        (Side side, RawSide raw) = CreateRaw(attach: false);
        side.Handlers.Note = (note, _) =>
        {
            _events.Enqueue(note.Text);
            return default;
        };
        side.Handlers.Ask = (ask, _) =>
        {
            if (ask.Text != "fence")
                _events.Enqueue(ask.Text);
            return new(new Answer(ask.Text));
        };
        return (side, raw);
    }
}

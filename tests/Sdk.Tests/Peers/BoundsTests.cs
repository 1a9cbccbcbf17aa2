using System.Text;
using TypedWs.Peers;
using TypedWs.Transport;

namespace TypedWs.Tests.Peers;

/// <summary>What happens when messages arrive faster than their handlers are done.</summary>
[Trait("Category", "Concurrency")]
public sealed class BoundsTests : PeerTest
{
    private readonly TaskCompletionSource _leave = new();
    private readonly List<int> _handled = [];

    [Fact]
    public async Task Receive_QueueAtItsBound_WaitsAndGoesOnAtHalf()
    {
        Side side = CreateSlow(new PeerOptions { MaxQueuedMessages = 4 });

        for (int number = 0; number < 4; number++)
            Assert.True(Note(side, number).IsCompleted);
        Task waiting = Note(side, 4);
        Assert.False(waiting.IsCompleted);
        _leave.SetResult();

        await waiting.Limited();
        await EndAsync(side);
        Assert.Equal([0, 1, 2, 3, 4], _handled);
    }

    [Fact]
    public async Task Receive_QueuedBytesAtTheirBound_Waits()
    {
        Side side = CreateSlow(new PeerOptions { MaxQueuedBytes = 100 });

        Assert.True(Note(side, 0).IsCompleted);
        Assert.True(Note(side, 1).IsCompleted);
        Task waiting = Note(side, 2);
        Assert.False(waiting.IsCompleted);
        _leave.SetResult();

        await waiting.Limited();
        await EndAsync(side);
    }

    [Fact]
    public async Task Receive_BoundReached_HoldsThePeersSendsBackUntilThereIsRoom()
    {
        const int Count = 200;
        (Side side, RawSide raw) = CreateRaw(options: new PeerOptions { MaxQueuedMessages = 4 }, capacity: 4096);
        var done = new TaskCompletionSource();
        side.Handlers.Note = async (note, _) =>
        {
            await _leave;
            _handled.Add(note.Number);
            if (note.Number == Count - 1)
                done.SetResult();
        };

        string text = new('x', 8192);
        Task last = Task.CompletedTask;
        for (int number = 0; number < Count; number++)
            last = raw.SendAsync($$$"""{"jsonrpc":"2.0","method":"t.note","params":["{{{text}}}",{{{number}}}]}""").AsTask();
        Assert.False(last.IsCompleted);
        _leave.SetResult();

        await last.Limited();
        await done;
        Assert.Equal(Enumerable.Range(0, Count), _handled);
    }

    [Fact]
    public async Task RequestAsync_LoopWaitsForRoom_MakesItReadOn()
    {
        Side side = CreateSlow(new PeerOptions { MaxQueuedMessages = 1 });
        Assert.True(Note(side, 0).IsCompleted);
        Task waiting = Note(side, 1);
        Assert.False(waiting.IsCompleted);

        Task<Answer> asked = side.AskAsync("x").AsTask();

        await waiting.Limited();
        Task answering = AnswerAsync(side, 0).AsTask();
        Assert.Equal("y", (await asked.Limited()).Text);
        Assert.False(answering.IsCompleted, "no call is pending any more, and there is still no room");
        _leave.SetResult();
        await answering.Limited();
        await EndAsync(side);
    }

    [Fact]
    public async Task Receive_HandlerWaitsForAnAnswerBehindAFullQueue_DoesNotDeadlock()
    {
        const int Count = 20;
        (Side side, RawSide raw) = CreateRaw(options: new PeerOptions { MaxQueuedMessages = 4, OverflowFactor = 100 });
        var done = new TaskCompletionSource();
        side.Handlers.Note = async (note, _) =>
        {
            if (note.Number == 0)
                Assert.Equal("y", (await side.AskAsync("x")).Text);
            _handled.Add(note.Number);
            if (note.Number == Count - 1)
                done.SetResult();
        };

        for (int number = 0; number < Count; number++)
            await raw.SendAsync(Json(number));
        await raw.NextTextAsync();
        await raw.SendAsync("""{"jsonrpc":"2.0","id":0,"result":{"text":"y"}}""");

        await done;
        Assert.Equal(Enumerable.Range(0, Count), _handled);
    }

    [Fact]
    public async Task Receive_OverflowFull_ClosesWith4429()
    {
        (Side side, RawSide raw) = CreateRaw(options: new PeerOptions { MaxQueuedMessages = 2, OverflowFactor = 2 });
        side.Log.ExpectsErrors = true;
        side.Handlers.Note = async (_, _) => await Assert.ThrowsAsync<RequestLostException>(() => side.AskAsync("x").AsTask());

        for (int number = 0; number < 8; number++)
            await raw.SendAsync(Json(number));

        WsClosed closed = await raw.Connection.Completion.Limited();
        Assert.Equal((TypedWsCloseCodes.ReceiveOverflow, "Too many messages wait for their handlers."), (closed.Code, closed.Reason));
        Assert.True(side.HasLogged(212));
    }

    /// <summary>The handler may be the one that closes: the loop must read on to the other side's close frame.</summary>
    [Fact]
    public async Task CloseAsync_LoopWaitsForRoom_MakesItReadOn()
    {
        Side side = CreateSlow(new PeerOptions { MaxQueuedMessages = 1 });
        Assert.True(Note(side, 0).IsCompleted);
        Task waiting = Note(side, 1);
        Assert.False(waiting.IsCompleted);

        // The close frame cannot leave yet: nothing but the call itself lets the loop go on.
        var window = new TaskCompletionSource();
        side.Stream.BeforeWrite = token => window.Task.WaitAsync(token);
        Task<WsClosed> closed = side.Peer.CloseAsync();

        await waiting.Limited();
        window.SetResult();
        Assert.True(Note(side, 2).IsCompleted, "thrown away");
        Assert.True((await closed.Limited()).Clean);
        _leave.SetResult();
        await side.Peer.Completion.Limited();
        Assert.Equal([0, 1], _handled);
    }

    private static Task Note(Side side, int number) => side.Peer.ReceiveAsync(WsMessageType.Text, Encoding.UTF8.GetBytes(Json(number))).AsTask();

    private static ValueTask AnswerAsync(Side side, uint id)
        => side.Peer.ReceiveAsync(WsMessageType.Text, Encoding.UTF8.GetBytes($$$"""{"jsonrpc":"2.0","id":{{{id}}},"result":{"text":"y"}}"""));

    private static string Json(int number) => $$$"""{"jsonrpc":"2.0","method":"t.note","params":["n",{{{number}}}]}""";

    private static async Task EndAsync(Side side)
    {
        side.Peer.Abort("enough");
        await side.Peer.Completion.Limited();
    }

    private Side CreateSlow(PeerOptions options)
    {
        (Side side, _) = CreateRaw(options: options);
        side.Handlers.Note = async (note, _) =>
        {
            await _leave;
            _handled.Add(note.Number);
        };
        return side;
    }
}

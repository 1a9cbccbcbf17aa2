using System.Collections.Concurrent;
using System.Text;
using TypedWs.Peers;
using TypedWs.Transport;

namespace TypedWs.Tests.Peers;

/// <summary>One-way messages one at a time and in order; requests at once.</summary>
[Trait("Category", "Concurrency")]
public sealed class OrderTests : PeerTest
{
    private readonly ConcurrentQueue<string> _events = new();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Receive_SyncAndAsyncHandlers_RunOneAtATimeAndInOrder(bool inline)
    {
        const int Count = 300;
        (Side side, RawSide raw) = CreateRaw(options: new PeerOptions { RunHandlersInline = inline });
        int running = 0;
        var done = new TaskCompletionSource();
        var seen = new List<int>();
        side.Handlers.Note = async (note, _) =>
        {
            Assert.Equal(1, Interlocked.Increment(ref running));
            seen.Add(note.Number);
            if (note.Number % 3 == 1)
                await Task.Yield();
            Interlocked.Decrement(ref running);
            if (note.Number == Count - 1)
                done.SetResult();
        };

        for (int i = 0; i < Count; i++)
            await raw.SendAsync($$$"""{"jsonrpc":"2.0","method":"t.note","params":["n",{{{i}}}]}""");

        await done;
        Assert.Equal(Enumerable.Range(0, Count), seen);
    }

    [Fact]
    public async Task Receive_SynchronousHandlers_RunInTheLoopInArrivalOrder()
    {
        (Side side, _) = CreateRaw();
        int loop = Environment.CurrentManagedThreadId;
        side.Handlers.Note = (note, _) => Record($"note {note.Number} {Environment.CurrentManagedThreadId == loop}");
        side.Handlers.Ask = (ask, _) =>
        {
            _events.Enqueue($"ask {Environment.CurrentManagedThreadId == loop}");
            return new(new Answer(ask.Text));
        };

        Task[] received = [Note(side, 1).AsTask(), Ask(side, 7).AsTask(), Note(side, 2).AsTask()];

        Assert.Equal(["note 1 True", "ask True", "note 2 True"], _events);
        await Task.WhenAll(received);
    }

    [Fact]
    public async Task Receive_RunHandlersInlineOff_StartsThemElsewhereWithoutTheLoop()
    {
        (Side side, RawSide raw) = CreateRaw(options: new PeerOptions { RunHandlersInline = false });
        using var leave = new ManualResetEventSlim();
        var asked = new TaskCompletionSource();
        side.Handlers.Note = (_, _) =>
        {
            leave.Wait(Limit); // Blocks, which it may here.
            return default;
        };
        side.Handlers.Ask = (ask, _) =>
        {
            asked.SetResult();
            return new(new Answer(ask.Text));
        };

        await Note(side, 1);
        await Ask(side, 7);
        await asked;
        leave.Set();

        Assert.Equal("""{"jsonrpc":"2.0","id":7,"result":{"text":"x"}}""", await raw.NextTextAsync());
    }

    [Theory]
    [InlineData(false, true, true)]
    [InlineData(false, false, false)]
    [InlineData(true, true, false)] // It takes its turn on the thread pool.
    public async Task Receive_HandlerBlocks_IsLoggedWhereItHoldsUpTheLoop(bool waits, bool inline, bool isLogged)
    {
        (Side side, RawSide raw) = CreateRaw(options: new PeerOptions { RunHandlersInline = inline });
        var leave = new TaskCompletionSource();
        var done = new TaskCompletionSource();
        side.Handlers.Note = async (note, _) =>
        {
            if (note.Number == 1)
                await leave;
            else if (note.Number == 3)
                done.SetResult();
            else
                PassASecond();
        };

        if (waits)
            await Note(side, 1);
        await Note(side, 2);
        await Note(side, 3);
        await raw.AssertNothingMoreAsync();
        leave.SetResult();
        await done;

        Assert.Equal(isLogged, side.HasLogged(201));

        // What is logged is measured by the machine's clock.
        static void PassASecond()
        {
            long start = Environment.TickCount64;
            SpinWait.SpinUntil(() => Environment.TickCount64 - start >= 1000);
        }
    }

    [Fact]
    public async Task Receive_RequestBehindARunningOneWayHandler_DoesNotWait()
    {
        (Side side, RawSide raw) = CreateRaw();
        var leave = new TaskCompletionSource();
        side.Handlers.Note = async (note, _) =>
        {
            _events.Enqueue($"begin {note.Number}");
            if (note.Number == 1)
                await leave;
            _events.Enqueue($"end {note.Number}");
        };

        await Note(side, 1);
        await Note(side, 2);
        await raw.AssertNothingMoreAsync();
        Assert.Equal(["begin 1"], _events);
        leave.SetResult();
        side.Peer.Abort("enough");
        await side.Peer.Completion.Limited();

        Assert.Equal(["begin 1", "end 1", "begin 2", "end 2"], _events);
    }

    [Fact]
    public async Task Receive_MoreRequestsThanMayRun_AreAnsweredBusy()
    {
        (Side side, RawSide raw) = CreateRaw(options: new PeerOptions { MaxConcurrentRequests = 2 });
        var leave = new TaskCompletionSource();
        side.Handlers.Save = async (_, _) => await leave;

        for (int id = 1; id <= 3; id++)
            await raw.SendAsync($$$"""{"jsonrpc":"2.0","id":{{{id}}},"method":"t.save","params":["x"]}""");

        Assert.Equal("""{"jsonrpc":"2.0","id":3,"error":{"code":-32010,"message":"Busy: 2 requests are running. Try again later."}}""", await raw.NextTextAsync());
        leave.SetResult();
        await raw.NextTextAsync();
        await raw.NextTextAsync();
        await raw.AssertNothingMoreAsync();
    }

    [Fact]
    public async Task Receive_HandlerOfAOneWayMessageFails_IsLoggedOnceAndTheNextRuns()
    {
        (Side side, RawSide raw) = CreateRaw();
        side.Log.ExpectsErrors = true;
        side.Handlers.Note = async (note, _) =>
        {
            if (note.Number == 2)
                await Task.Yield();
            _events.Enqueue($"{note.Number}");
            if (note.Number < 3)
                throw new InvalidOperationException("mine");
        };
        side.Handlers.Tick = static (_, _) => throw new InvalidOperationException("mine, before any task");

        await Note(side, 1);
        await side.Peer.ReceiveAsync(WsMessageType.Text, """{"jsonrpc":"2.0","method":"t.tick"}"""u8.ToArray());
        await Note(side, 2);
        await Note(side, 3);
        await raw.AssertNothingMoreAsync();
        side.Peer.Abort("enough");
        await side.Peer.Completion.Limited();

        Assert.Equal(["1", "2", "3"], _events);
        Assert.Equal(3, side.Log.Entries.Count(static entry => entry.EventId.Id == 200));
    }

    private static ValueTask Note(Side side, int number)
        => side.Peer.ReceiveAsync(WsMessageType.Text, Encoding.UTF8.GetBytes($$$"""{"jsonrpc":"2.0","method":"t.note","params":["n",{{{number}}}]}"""));

    private static ValueTask Ask(Side side, int id)
        => side.Peer.ReceiveAsync(WsMessageType.Text, Encoding.UTF8.GetBytes($$$"""{"jsonrpc":"2.0","id":{{{id}}},"method":"t.ask","params":["x"]}"""));

    private ValueTask Record(string what)
    {
        _events.Enqueue(what);
        return default;
    }
}

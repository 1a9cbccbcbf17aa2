using System.Text;
using TypedWs.Peers;
using TypedWs.Transport;

namespace TypedWs.Tests.Peers;

/// <summary>What ends a call, on either side, when it comes from several threads at once.</summary>
[Trait("Category", "Concurrency")]
public sealed class CallRaceTests : PeerTest
{
    private const int Runs = 100;

    /// <summary>Who may end a call.</summary>
    public enum Ending
    {
        Answer,
        Cancellation,
        TimeOut,
        Connection,
    }

    [Theory]
    [InlineData(Ending.Answer, Ending.Cancellation)]
    [InlineData(Ending.Answer, Ending.TimeOut)]
    [InlineData(Ending.Answer, Ending.Connection)]
    [InlineData(Ending.Cancellation, Ending.TimeOut)]
    [InlineData(Ending.Cancellation, Ending.Connection)]
    [InlineData(Ending.TimeOut, Ending.Connection)]
    public async Task Call_EndedInTwoWaysAtOnce_EndsOnceInOneOfThem(Ending one, Ending other)
    {
        for (int run = 0; run < Runs; run++)
        {
            (Side side, _) = CreateRaw(options: new PeerOptions { MaxPendingRequests = 1, RequestTimeout = TimeSpan.FromSeconds(1) });
            using var cancellation = new CancellationTokenSource();
            Task<Answer> asked = side.AskAsync("x", cancellation.Token).AsTask();
            using var start = new Barrier(2);
            Task first = Task.Run(() => EndAsync(side, one, cancellation, start));
            await EndAsync(side, other, cancellation, start);
            await first.Limited();

            Ending ending = await EndingOfAsync(asked);

            Assert.True(ending == one || ending == other, $"ended by {ending}");
            Assert.Equal(0, side.Peer.PendingCallCount);
            if (one != Ending.Connection && other != Ending.Connection)
                await AssertSlotIsTakenUntilTheAnswerAsync(side, wasAnswered: one == Ending.Answer);
        }
    }

    [Fact]
    public async Task Cancellation_AtTheHandlersEnd_NeverReachesTheNextRequest()
    {
        (Side side, RawSide raw) = CreateRaw();
        TaskCompletionSource gate = new();
        int wronglyCancelled = 0;
        side.Handlers.Ask = async (ask, token) =>
        {
            if (ask.Text == "first")
                await gate.Task;
            await Task.Yield();
            if (ask.Text == "second" && token.IsCancellationRequested)
                wronglyCancelled++;
            return new Answer(ask.Text);
        };

        for (int run = 0; run < 5 * Runs; run++)
        {
            gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await ReceiveAsync(side, $$$"""{"jsonrpc":"2.0","id":{{{run}}},"method":"t.ask","params":{"text":"first"}}""");
            using var start = new Barrier(2);
            Task ending = Task.Run(() =>
            {
                start.SignalAndWait(Limit);
                gate.SetResult();
            });
            start.SignalAndWait(Limit);
            await ReceiveAsync(side, $$$"""{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":{{{run}}}}}""");
            await ReceiveAsync(side, $$$"""{"jsonrpc":"2.0","id":"{{{run}}}","method":"t.ask","params":{"text":"second"}}""");
            await ending.Limited();
            await raw.NextTextAsync();
            await raw.NextTextAsync();
        }

        Assert.Equal(0, wronglyCancelled);
    }

    [Fact]
    public async Task Requests_CancelledAtRandom_LeaveNoSlotBehind()
    {
        const int Threads = 4, Requests = 2500, Slots = 64;
        (Side client, Side server) = CreatePair(client: new PeerOptions { MaxPendingRequests = Slots }, server: new PeerOptions { MaxConcurrentRequests = Slots });
        server.Handlers.Ask = static async (ask, token) =>
        {
            if (ask.Text == "slow")
                await Task.Delay(Timeout.Infinite, token);
            if (ask.Text == "quick")
                await Task.Yield();
            return new Answer(ask.Text);
        };
        int ended = 0;

        await Task.WhenAll(Enumerable.Range(0, Threads).Select(thread => Task.Run(async () =>
        {
            var random = new Random(thread);
            for (int i = 0; i < Requests; i++)
            {
                string text = random.Next(3) switch { 0 => "slow", 1 => "quick", _ => "at once" };
                await AskAndCancelAsync(client, text, yields: random.Next(10));
                Interlocked.Increment(ref ended);
            }
        }))).Limited();

        Assert.Equal((Threads * Requests, 0), (ended, client.Peer.PendingCallCount));

        // What was cancelled last frees its slot when it is answered: so does what is asked before, and answered later than all of that.
        Task<Answer>[] all = await FillAsync(client, Slots);
        foreach (Task<Answer> one in all)
            Assert.Equal("at once", (await one.Limited()).Text);
        Assert.Throws<TooManyRequestsException>(() => { _ = Enumerable.Range(0, Slots + 1).Select(_ => client.AskAsync("slow").AsTask()).ToList(); });
    }

    private static async Task EndAsync(Side side, Ending ending, CancellationTokenSource cancellation, Barrier start)
    {
        start.SignalAndWait(Limit);
        switch (ending)
        {
            case Ending.Answer:
                await ReceiveAsync(side, """{"jsonrpc":"2.0","id":0,"result":{"text":"y"}}""");
                break;
            case Ending.Cancellation:
                cancellation.Cancel();
                break;
            case Ending.TimeOut:
                side.Clock.Advance(TimeSpan.FromSeconds(2));
                break;
            case Ending.Connection:
                side.Peer.Abort("gone");
                await side.Peer.Completion.Limited();
                break;
        }
    }

    private static async Task<Ending> EndingOfAsync(Task<Answer> asked)
    {
        try
        {
            await asked.Limited();
            return Ending.Answer;
        }
        catch (RequestTimeoutException)
        {
            return Ending.TimeOut;
        }
        catch (RequestLostException)
        {
            return Ending.Connection;
        }
        catch (OperationCanceledException) when (!Limit.IsCancellationRequested)
        {
            return Ending.Cancellation;
        }
    }

    private static async Task AssertSlotIsTakenUntilTheAnswerAsync(Side side, bool wasAnswered)
    {
        if (!wasAnswered)
        {
            Assert.Throws<TooManyRequestsException>(() => { _ = side.AskAsync("x").AsTask(); });
            await ReceiveAsync(side, """{"jsonrpc":"2.0","id":0,"result":{"text":"late"}}""");
        }

        Task<Answer> next = side.AskAsync("x").AsTask();
        await ReceiveAsync(side, """{"jsonrpc":"2.0","id":65536,"result":{"text":"next"}}""");
        Assert.Equal("next", (await next.Limited()).Text);
    }

    private static async Task AskAndCancelAsync(Side client, string text, int yields)
    {
        using var cancellation = new CancellationTokenSource();
        Task<Answer>? asked = null;
        while (asked is null)
        {
            try
            {
                asked = client.AskAsync(text, cancellation.Token).AsTask();
            }
            catch (TooManyRequestsException)
            {
                // Slots of cancelled requests are free when they are answered.
                Limit.ThrowIfCancellationRequested();
                await Task.Yield();
            }
        }

        for (int i = 0; i < yields; i++)
            await Task.Yield();
        await cancellation.CancelAsync();
        try
        {
            Assert.Equal(text, (await asked).Text);
        }
        catch (OperationCanceledException)
        {
            // As most do.
        }
    }

    private static async Task<Task<Answer>[]> FillAsync(Side client, int count)
    {
        while (true)
        {
            Limit.ThrowIfCancellationRequested();
            var asked = new List<Task<Answer>>();
            try
            {
                while (asked.Count < count)
                    asked.Add(client.AskAsync("at once").AsTask());
                return [.. asked];
            }
            catch (TooManyRequestsException)
            {
                await Task.WhenAll(asked).Limited();
            }
        }
    }

    private static ValueTask ReceiveAsync(Side side, string json) => side.Peer.ReceiveAsync(WsMessageType.Text, Encoding.UTF8.GetBytes(json));
}

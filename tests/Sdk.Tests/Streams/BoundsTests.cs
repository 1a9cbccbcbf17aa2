using TypedWs.Peers;
using TypedWs.Tests.Peers;

namespace TypedWs.Tests.Streams;

/// <summary>What bounds a stream: how far its producer runs ahead, how many there are, how long one may be idle.</summary>
[Trait("Category", "Concurrency")]
public sealed class BoundsTests : PeerTest
{
    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(5);

    [Theory]
    [InlineData(WireFormat.Json, 1)]
    [InlineData(WireFormat.Json, 10)]
    [InlineData(WireFormat.MessagePack, 10)]
    public async Task Producer_OfASlowConsumer_LeadsByNoMoreThanThreeBatches(WireFormat format, int readAhead)
    {
        (Side consumer, Side producer) = CreatePair(format, server: new PeerOptions { StreamReadAhead = readAhead });
        TrackedSource<Answer> source = TrackedSource<Answer>.Of(int.MaxValue, static _ => new Answer(""));
        producer.Handlers.List = (_, _) => source;

        int consumed = 0, lead = 0;
        await foreach (Answer answer in consumer.List("", Limit))
        {
            // Whatever can come ahead has come when requests of both sides have gone there and back.
            await consumer.AskAsync("").Limited();
            await producer.AskAsync("").Limited();
            lead = Math.Max(lead, source.Produced - consumed);
            if (++consumed == 100)
                break;
        }

        // One batch with the consumer, one that waits for it, and one being gathered by the producer.
        Assert.InRange(lead, 2, 3 * readAhead);
        await source.Disposed;
    }

    [Fact]
    public async Task Producer_OfAConsumerThatTakesOneItem_StopsAtTheReadAhead()
    {
        (Side side, RawSide raw) = CreateRaw(options: new PeerOptions { StreamReadAhead = 10 });
        TrackedSource<Answer> source = TrackedSource<Answer>.Of(int.MaxValue, static _ => new Answer("x"));
        side.Handlers.List = (_, _) => source;
        await raw.SendAsync("""{"jsonrpc":"2.0","id":1,"method":"t.list","params":{"text":""}}""");
        Assert.Equal(10, CountValues(await raw.NextTextAsync()));

        await Until(() => source.Produced == 20);
        await raw.AssertNothingMoreAsync();
        Assert.Equal(20, source.Produced);

        await raw.SendAsync("""{"jsonrpc":"2.0","id":2,"method":"$/enumerator/next","params":{"token":1}}""");
        Assert.Equal(10, CountValues(await raw.NextTextAsync()));
        await Until(() => source.Produced == 30);
    }

    [Fact]
    public async Task Producer_OfLargeItems_StopsAtTheBytes()
    {
        (Side side, RawSide raw) = CreateRaw(options: new PeerOptions { StreamReadAheadBytes = 1000 });
        TrackedSource<Answer> source = TrackedSource<Answer>.Of(int.MaxValue, static _ => new Answer(new string('x', 400)));
        side.Handlers.List = (_, _) => source;

        await raw.SendAsync("""{"jsonrpc":"2.0","id":1,"method":"t.list","params":{"text":""}}""");

        Assert.Equal(3, CountValues(await raw.NextTextAsync())); // The third makes it more than 1,000.
    }

    [Fact]
    public async Task Upload_OfASlowHandler_LeadsByNoMoreThanThreeBatches()
    {
        (Side sender, Side receiver) = CreatePair(client: new PeerOptions { StreamReadAhead = 10 });
        TrackedSource<Note> source = TrackedSource<Note>.Of(int.MaxValue, static _ => new Note(""));
        int lead = 0;
        receiver.Handlers.Collect = async (_, notes, token) =>
        {
            int consumed = 0;
            await foreach (Note note in notes.WithCancellation(token))
            {
                await receiver.AskAsync("").Limited();
                await sender.AskAsync("").Limited();
                lead = Math.Max(lead, source.Produced - consumed);
                if (++consumed == 100)
                    break;
            }

            return new Answer("");
        };

        await sender.CollectAsync("", source, Limit);

        Assert.InRange(lead, 2, 30);
    }

    [Fact]
    public async Task Download_BeyondTheOpenStreams_IsAnsweredWithBusy()
    {
        (Side consumer, Side producer) = CreatePair(server: new PeerOptions { MaxOpenStreams = 2 });
        producer.Handlers.List = static (_, _) => TrackedSource<Answer>.ThenWaits(1, static _ => new Answer(""));
        await using IAsyncEnumerator<Answer> first = consumer.List("").GetAsyncEnumerator();
        await using IAsyncEnumerator<Answer> second = consumer.List("").GetAsyncEnumerator();
        Assert.True(await first.MoveNextAsync().Limited() && await second.MoveNextAsync().Limited());

        RemoteException exception = await Assert.ThrowsAsync<RemoteException>(async () => await consumer.List("").CountAsync(Limit));

        Assert.Equal((ErrorCodes.Busy, "Busy: 2 streams are open. Finish or abort some of them first."), (exception.Code, exception.Message));
        Assert.True(producer.HasLogged(213));
        await first.DisposeAsync();
        await Until(() => producer.Peer.Streams.Count == 1);
        await using IAsyncEnumerator<Answer> third = consumer.List("").GetAsyncEnumerator();
        Assert.True(await third.MoveNextAsync().Limited());
    }

    [Fact]
    public async Task Download_WhoseSourceDoesNotStop_CountsUntilItDoes()
    {
        (Side consumer, Side producer) = CreatePair(server: new PeerOptions { MaxOpenStreams = 1 });
        var release = new TaskCompletionSource();
        var stubborn = new TrackedSource<Answer>(async (index, _) =>
        {
            if (index == 1)
                await release;
            return (true, new Answer(""));
        });
        producer.Handlers.List = (_, _) => stubborn;
        await foreach (Answer answer in consumer.List("", Limit))
            break;
        await consumer.AskAsync("").Limited();

        RemoteException exception = await Assert.ThrowsAsync<RemoteException>(async () => await consumer.List("").CountAsync(Limit));

        Assert.Equal(ErrorCodes.Busy, exception.Code);
        Assert.Equal((1, 0, 0), (producer.Peer.Streams.Count, producer.Peer.Streams.TokenCount, stubborn.Disposals));
        release.SetResult();
        await stubborn.Disposed;
        await StreamTests.AssertNothingOpenAsync(producer);
        Assert.Equal((1, false), (stubborn.Disposals, stubborn.WasDisposedWhileMoving));
    }

    [Fact]
    public async Task Upload_BeyondTheOpenStreams_IsNotSent()
    {
        (Side sender, Side receiver) = CreatePair(client: new PeerOptions { MaxOpenStreams = 1 });
        receiver.Handlers.Collect = static async (_, notes, token) => new Answer((await notes.CountAsync(token)).ToString(System.Globalization.CultureInfo.InvariantCulture));
        TrackedSource<Note> source = TrackedSource<Note>.ThenWaits(1, static _ => new Note(""));
        using var cancellation = new CancellationTokenSource();
        Task<Answer> first = sender.CollectAsync("", source, cancellation.Token).AsTask();
        TrackedSource<Note> unused = TrackedSource<Note>.Of(1, static _ => new Note(""));

        TooManyStreamsException exception = await Assert.ThrowsAsync<TooManyStreamsException>(async () => await sender.CollectAsync("", unused));

        Assert.Equal("The request t.collect was not sent: 1 streams of this side are open already. Finish some of them first, or raise PeerOptions.MaxOpenStreams.", exception.Message);
        Assert.Equal(0, unused.Enumerations);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first.Limited());
    }

    [Fact]
    public async Task Producer_NotAskedForTheIdleTime_IsEnded()
    {
        (Side side, RawSide raw) = CreateRaw();
        TrackedSource<Answer> source = TrackedSource<Answer>.ThenWaits(1, static _ => new Answer("x"));
        side.Handlers.List = (_, _) => source;
        await raw.SendAsync("""{"jsonrpc":"2.0","id":1,"method":"t.list","params":{"text":""}}""");
        await raw.NextTextAsync();

        side.Clock.Advance(Idle - TimeSpan.FromSeconds(1));
        Assert.Equal(1, side.Peer.Streams.TokenCount);
        side.Clock.Advance(Idle / 5);

        await source.Disposed;
        await StreamTests.AssertNothingOpenAsync(side);
        await raw.SendAsync("""{"jsonrpc":"2.0","id":2,"method":"$/enumerator/next","params":{"token":1}}""");
        Assert.Equal(
            """{"jsonrpc":"2.0","id":2,"error":{"code":-32001,"message":"No stream has that token: it has ended, was aborted, or was idle for longer than PeerOptions.StreamIdleTimeout."}}""",
            await raw.NextTextAsync());
    }

    [Fact]
    public async Task Producer_ThatIsWaitedFor_IsNotIdle()
    {
        (Side side, RawSide raw) = CreateRaw();
        side.Handlers.List = static (_, _) => TrackedSource<Answer>.ThenWaits(0, static _ => new Answer("x"));
        await raw.SendAsync("""{"jsonrpc":"2.0","id":1,"method":"t.list","params":{"text":""}}""");
        await raw.NextTextAsync();
        await raw.SendAsync("""{"jsonrpc":"2.0","id":2,"method":"$/enumerator/next","params":{"token":1}}""");
        await raw.AssertNothingMoreAsync();

        side.Clock.Advance(Idle * 3);

        Assert.Equal(1, side.Peer.Streams.TokenCount);
    }

    [Fact]
    public async Task Consumer_WithoutAnItemForTheIdleTime_GivesUp()
    {
        (Side side, RawSide raw) = CreateRaw();
        await using IAsyncEnumerator<Answer> answers = side.List("x").GetAsyncEnumerator();
        ValueTask<bool> moved = answers.MoveNextAsync();
        await raw.NextTextAsync();
        await raw.SendAsync("""{"jsonrpc":"2.0","id":0,"result":{"token":7}}""");
        await raw.NextTextAsync();

        side.Clock.Advance(Idle * 1.3);

        StreamTimeoutException exception = await Assert.ThrowsAsync<StreamTimeoutException>(async () => await moved.Limited());
        Assert.Equal(("t.list", Idle), (exception.Method, exception.IdleTimeout));
        Assert.Equal(
            "The stream of t.list was given up: the other side did nothing on it for 300 s. Where it may be quiet for longer, raise PeerOptions.StreamIdleTimeout on both sides.",
            exception.Message);
        Assert.StartsWith("""{"jsonrpc":"2.0","method":"$/cancelRequest",""", await raw.NextTextAsync(), StringComparison.Ordinal);
        Assert.Equal("""{"jsonrpc":"2.0","method":"$/enumerator/abort","params":{"token":7}}""", await raw.NextTextAsync());
    }

    [Fact]
    public async Task Consumer_BeyondTheRequestTimeout_WaitsOn()
    {
        (Side side, RawSide raw) = CreateRaw();
        await using IAsyncEnumerator<Answer> answers = side.List("x").GetAsyncEnumerator();
        ValueTask<bool> moved = answers.MoveNextAsync();
        await raw.NextTextAsync();

        side.Clock.Advance(TimeSpan.FromMinutes(2));
        await raw.SendAsync("""{"jsonrpc":"2.0","id":0,"result":{"values":[{"text":"late"}]}}""");

        Assert.True(await moved.Limited());
        Assert.Equal(new Answer("late"), answers.Current);
    }

    [Fact]
    public async Task Upload_NeitherAskedForNorAnsweredForTheIdleTime_GivesUp()
    {
        (Side side, RawSide raw) = CreateRaw();
        Task<Answer> collected = side.CollectAsync("x", TrackedSource<Note>.Of(1, static _ => new Note(""))).AsTask();
        await raw.NextTextAsync();

        side.Clock.Advance(Idle * 1.3);

        await Assert.ThrowsAsync<StreamTimeoutException>(() => collected.Limited());
        Assert.StartsWith("""{"jsonrpc":"2.0","method":"$/cancelRequest",""", await raw.NextTextAsync(), StringComparison.Ordinal);
        await StreamTests.AssertNothingOpenAsync(side);
    }

    [Fact]
    public void Options_OutOfRange_AreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new PeerOptions { MaxOpenStreams = 0 }.Snapshot());
        Assert.Throws<ArgumentOutOfRangeException>(() => new PeerOptions { StreamReadAhead = 0 }.Snapshot());
        Assert.Throws<ArgumentOutOfRangeException>(() => new PeerOptions { StreamReadAheadBytes = 0 }.Snapshot());
        Assert.Throws<ArgumentOutOfRangeException>(() => new PeerOptions { StreamIdleTimeout = TimeSpan.Zero }.Snapshot());
        Assert.Equal(Timeout.InfiniteTimeSpan, new PeerOptions { StreamIdleTimeout = Timeout.InfiniteTimeSpan }.Snapshot().StreamIdleTimeout);
    }

    private static int CountValues(string batch) => batch.Split("\"text\"").Length - 1;

    private static async Task Until(Func<bool> condition)
    {
        while (!condition())
        {
            Limit.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}

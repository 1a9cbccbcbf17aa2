using TypedWs.Peers;
using TypedWs.Tests.Peers;

namespace TypedWs.Tests.Streams;

/// <summary>Streams between two peers, in both formats and from both sides.</summary>
public sealed class StreamTests : PeerTest
{
    public static TheoryData<WireFormat, bool, int> Sizes => new MatrixTheoryData<WireFormat, bool, int>([WireFormat.Json, WireFormat.MessagePack], [false, true], [0, 1, 1000]);

    public static TheoryData<WireFormat, bool> Directions => new MatrixTheoryData<WireFormat, bool>([WireFormat.Json, WireFormat.MessagePack], [false, true]);

    [Theory]
    [MemberData(nameof(Sizes))]
    public async Task Download_OfItemsThatAreThere_YieldsThemInOrder(WireFormat format, bool fromServer, int count)
    {
        (Side consumer, Side producer) = CreatePair(format, fromServer);
        producer.Handlers.List = (ask, _) => TrackedSource<Answer>.Of(count, index => new Answer(ask.Text + index));

        List<Answer> answers = await consumer.List("n").ToListAsync(Limit);

        Assert.Equal(Enumerable.Range(0, count).Select(static index => new Answer("n" + index)), answers);
        await AssertNothingOpenAsync(producer);
    }

    [Theory]
    [MemberData(nameof(Directions))]
    public async Task Download_OfItemsThatComeOneByOne_YieldsEachAsItComes(WireFormat format, bool fromServer)
    {
        (Side consumer, Side producer) = CreatePair(format, fromServer);
        using var turns = new SemaphoreSlim(0);
        producer.Handlers.List = (_, _) => new TrackedSource<Answer>(async (index, token) =>
        {
            await turns.WaitAsync(token);
            return (index < 5, new Answer(index.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        });

        await using IAsyncEnumerator<Answer> answers = consumer.List("").GetAsyncEnumerator(Limit);
        for (int i = 0; i < 5; i++)
        {
            ValueTask<bool> moved = answers.MoveNextAsync();
            Assert.False(moved.IsCompleted);
            turns.Release();
            Assert.True(await moved.Limited());
            Assert.Equal(new Answer(i.ToString(System.Globalization.CultureInfo.InvariantCulture)), answers.Current);
        }

        turns.Release();
        Assert.False(await answers.MoveNextAsync().Limited());
        await AssertNothingOpenAsync(producer);
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public async Task Upload_IsEnumeratedByTheHandler(WireFormat format, bool fromServer, int count)
    {
        (Side sender, Side receiver) = CreatePair(format, fromServer);
        receiver.Handlers.Collect = static async (save, notes, token) =>
        {
            List<Note> received = await notes.ToListAsync(token);
            Assert.Equal(Enumerable.Range(0, received.Count).Select(static index => new Note("note", index)), received);
            return new Answer(save.Text + received.Count);
        };
        TrackedSource<Note> source = TrackedSource<Note>.Of(count, static index => new Note("note", index));

        Answer answer = await sender.CollectAsync("got ", source, Limit);

        Assert.Equal(new Answer("got " + count), answer);
        await source.Disposed;
        Assert.Equal((1, false), (source.Disposals, source.WasDisposedWhileMoving));
        await AssertNothingOpenAsync(sender);
    }

    [Theory]
    [MemberData(nameof(Directions))]
    public async Task Duplex_AnswersItemByItem(WireFormat format, bool fromServer)
    {
        (Side sender, Side receiver) = CreatePair(format, fromServer);
        receiver.Handlers.Convert = static (save, notes, token) => notes.Select(note => new Answer(save.Text + note.Number));
        var turns = new SemaphoreSlim(1);
        var source = new TrackedSource<Note>(async (index, token) =>
        {
            await turns.WaitAsync(token);
            return (index < 20, new Note("n", index));
        });

        int received = 0;
        await foreach (Answer answer in sender.Convert("n", source, Limit))
        {
            Assert.Equal(new Answer("n" + received++), answer);
            turns.Release(); // The next one is sent only when this one has come back.
        }

        Assert.Equal(20, received);
        await AssertNothingOpenAsync(sender);
        await AssertNothingOpenAsync(receiver);
    }

    [Fact]
    public async Task Download_EnumeratedTwice_IsAskedForTwice()
    {
        (Side consumer, Side producer) = CreatePair(WireFormat.Json, fromServer: false);
        int asked = 0;
        producer.Handlers.List = (_, _) => TrackedSource<Answer>.Of(++asked, static _ => new Answer(""));
        IAsyncEnumerable<Answer> answers = consumer.List("");

        Assert.Equal(1, await answers.CountAsync(Limit));
        Assert.Equal(2, await answers.CountAsync(Limit));
    }

    [Fact]
    public async Task Upload_EnumeratedTwice_Throws()
    {
        (Side sender, Side receiver) = CreatePair(WireFormat.Json, fromServer: false);
        receiver.Handlers.Collect = static async (_, notes, token) =>
        {
            await notes.CountAsync(token);
            InvalidOperationException exception = await Assert.ThrowsAsync<InvalidOperationException>(async () => await notes.CountAsync(token));
            return new Answer(exception.Message);
        };

        Answer answer = await sender.CollectAsync("", TrackedSource<Note>.Of(3, static index => new Note("", index)), Limit);

        Assert.Equal("The stream of t.collect is enumerated already, and can be enumerated once. Keep its items where they are needed twice.", answer.Text);
    }

    [Fact]
    public async Task Upload_KeptBeyondTheHandler_HasEnded()
    {
        (Side sender, Side receiver) = CreatePair(WireFormat.Json, fromServer: false);
        IAsyncEnumerable<Note>? kept = null;
        receiver.Handlers.Collect = (_, notes, _) =>
        {
            kept = notes;
            return new(new Answer(""));
        };
        TrackedSource<Note> source = TrackedSource<Note>.Of(3, static index => new Note("", index));
        await sender.CollectAsync("", source, Limit);

        InvalidOperationException exception = await Assert.ThrowsAsync<InvalidOperationException>(async () => await kept!.CountAsync(Limit));

        Assert.Equal("The request t.collect has ended, and with it the stream that it took along. Enumerate it before the handler returns.", exception.Message);
        Assert.Equal(0, source.Enumerations);
    }

    [Fact]
    public async Task Download_WhileItsProducerWaits_HoldsUpNothingElse()
    {
        (Side consumer, Side producer) = CreatePair(WireFormat.Json, fromServer: false);
        TrackedSource<Answer> source = TrackedSource<Answer>.ThenWaits(1, static _ => new Answer(""));
        producer.Handlers.List = (_, _) => source;
        await using IAsyncEnumerator<Answer> answers = consumer.List("").GetAsyncEnumerator();
        Assert.True(await answers.MoveNextAsync().Limited());
        ValueTask<bool> waiting = answers.MoveNextAsync();

        Assert.Equal(new Answer("still there"), await consumer.AskAsync("still there").Limited());

        Assert.False(waiting.IsCompleted);
        await answers.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await waiting);
    }

    [Fact]
    public async Task Download_WithHandlersOnTheThreadPool_Works()
    {
        (Side consumer, Side producer) = CreatePair(server: new PeerOptions { RunHandlersInline = false });
        producer.Handlers.List = static (_, _) => TrackedSource<Answer>.Of(3, static _ => new Answer(""));

        Assert.Equal(3, await consumer.List("").CountAsync(Limit));
    }

    [Fact]
    public async Task Download_AskedForBeforeTheConnectedHookIsDone_WaitsForIt()
    {
        var connected = new TaskCompletionSource();
        (Side consumer, Side producer) = CreatePair(onConnected: async _ => await connected);
        producer.Handlers.List = static (_, _) => TrackedSource<Answer>.Of(3, static _ => new Answer(""));

        Task<int> count = consumer.List("").CountAsync(Limit).AsTask();
        Assert.False(count.IsCompleted);
        connected.SetResult();

        Assert.Equal(3, await count);
    }

    internal static async Task AssertNothingOpenAsync(Side side)
    {
        await side.Peer.Streams.WhenNoneAsync().Limited();
        Assert.Equal((0, 0), (side.Peer.Streams.Count, side.Peer.Streams.TokenCount));
    }

    private (Side, Side) CreatePair(WireFormat format, bool fromServer)
    {
        (Side client, Side server) = CreatePair(format);
        return fromServer ? (server, client) : (client, server);
    }
}

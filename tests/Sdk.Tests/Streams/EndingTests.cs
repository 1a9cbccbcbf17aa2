using TypedWs.Tests.Peers;

namespace TypedWs.Tests.Streams;

/// <summary>Streams that end before their end: aborted, cancelled, failed, lost.</summary>
[Trait("Category", "Concurrency")]
public sealed class EndingTests : PeerTest
{
    [Theory]
    [InlineData(WireFormat.Json, false)]
    [InlineData(WireFormat.Json, true)]
    [InlineData(WireFormat.MessagePack, false)]
    [InlineData(WireFormat.MessagePack, true)]
    public async Task Consumer_ThatBreaksOff_EndsTheProducer(WireFormat format, bool isWaiting)
    {
        (Side consumer, Side producer) = CreatePair(format);
        TrackedSource<Answer> source = isWaiting
            ? TrackedSource<Answer>.ThenWaits(2, static _ => new Answer(""))
            : TrackedSource<Answer>.Of(int.MaxValue, static _ => new Answer(""));
        producer.Handlers.List = (_, _) => source;

        int count = 0;
        await foreach (Answer answer in consumer.List("", Limit))
        {
            if (++count == 2)
                break;
        }

        await source.Disposed;
        await StreamTests.AssertNothingOpenAsync(producer);
        Assert.Equal((1, false), (source.Disposals, source.WasDisposedWhileMoving));
    }

    [Theory]
    [InlineData(WireFormat.Json)]
    [InlineData(WireFormat.MessagePack)]
    public async Task Consumer_Cancelled_ThrowsAtOnceAndEndsTheProducer(WireFormat format)
    {
        (Side consumer, Side producer) = CreatePair(format);
        TrackedSource<Answer> source = TrackedSource<Answer>.ThenWaits(1, static _ => new Answer(""));
        producer.Handlers.List = (_, _) => source;
        using var cancellation = new CancellationTokenSource();
        await using IAsyncEnumerator<Answer> answers = consumer.List("").GetAsyncEnumerator(cancellation.Token);
        Assert.True(await answers.MoveNextAsync().Limited());
        ValueTask<bool> waiting = answers.MoveNextAsync();

        await cancellation.CancelAsync();

        OperationCanceledException exception = await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await waiting.Limited());
        Assert.Equal(cancellation.Token, exception.CancellationToken);
        await source.Disposed;
        await StreamTests.AssertNothingOpenAsync(producer);
        Assert.Equal((1, false), (source.Disposals, source.WasDisposedWhileMoving));
    }

    [Fact]
    public async Task Consumer_CancelledWithItemsLeft_Throws()
    {
        (Side consumer, Side producer) = CreatePair();
        producer.Handlers.List = static (_, _) => TrackedSource<Answer>.Of(100, static _ => new Answer(""));
        using var cancellation = new CancellationTokenSource();
        await using IAsyncEnumerator<Answer> answers = consumer.List("", cancellation.Token).GetAsyncEnumerator();
        Assert.True(await answers.MoveNextAsync().Limited());

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await answers.MoveNextAsync().Limited());
    }

    [Fact]
    public async Task Consumer_CancelledBeforeItBegins_SendsNothing()
    {
        (Side consumer, Side producer) = CreatePair();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await consumer.List("", new CancellationToken(canceled: true)).CountAsync());

        Assert.Equal(0ul, consumer.Peer.MessagesSent);
        Assert.Equal(0, producer.Peer.Streams.Count);
    }

    [Theory]
    [InlineData(WireFormat.Json)]
    [InlineData(WireFormat.MessagePack)]
    public async Task Producer_ThatFails_GivesItsItemsAndThenItsError(WireFormat format)
    {
        (Side consumer, Side producer) = CreatePair(format);
        byte[] data = format == WireFormat.Json ? "[1,2]"u8.ToArray() : [0x92, 0x01, 0x02];
        producer.Handlers.List = (_, _) => Failing(3, new RemoteException(42, "out of stock") { RawData = data, DataFormat = format });

        var received = new List<Answer>();
        RemoteException exception = await Assert.ThrowsAsync<RemoteException>(async () =>
        {
            await foreach (Answer answer in consumer.List("", Limit))
                received.Add(answer);
        });

        Assert.Equal([new Answer("0"), new Answer("1"), new Answer("2")], received);
        Assert.Equal((42, "out of stock"), (exception.Code, exception.Message));
        Assert.Equal(data, exception.RawData.ToArray());
        await StreamTests.AssertNothingOpenAsync(producer);
    }

    [Fact]
    public async Task Producer_ThatFailsUnexpectedly_TellsNoDetailsAndIsLogged()
    {
        (Side consumer, Side producer) = CreatePair();
        producer.Handlers.List = static (_, _) => Failing(0, new FormatException("secret"));
        producer.Log.ExpectsErrors = true;

        RemoteException exception = await Assert.ThrowsAsync<RemoteException>(async () => await consumer.List("").CountAsync(Limit));

        Assert.Equal((ErrorCodes.InternalError, "The handler failed. The other side's log tells why."), (exception.Code, exception.Message));
    }

    [Fact]
    public async Task Producer_WhoseItemCannotBeWritten_FailsAfterTheItemsBefore()
    {
        (Side consumer, Side producer) = CreatePair();
        producer.Handlers.List = static (_, _) => TrackedSource<Answer>.Of(3, static index => new Answer(index == 2 ? TestMethods.AskCodec.Unwritable : "good"));
        producer.Log.ExpectsErrors = true;
        int received = 0;

        await Assert.ThrowsAsync<RemoteException>(async () =>
        {
            await foreach (Answer answer in consumer.List("", Limit))
                received++;
        });

        Assert.Equal(2, received);
    }

    [Fact]
    public async Task Handler_ThatThrowsBeforeItYields_FailsTheRequest()
    {
        (Side consumer, Side producer) = CreatePair();
        producer.Handlers.List = static (_, _) => throw new RemoteException(7, "no");

        RemoteException exception = await Assert.ThrowsAsync<RemoteException>(async () => await consumer.List("").CountAsync(Limit));

        Assert.Equal((7, "no"), (exception.Code, exception.Message));
        await StreamTests.AssertNothingOpenAsync(producer);
    }

    [Theory]
    [InlineData(WireFormat.Json)]
    [InlineData(WireFormat.MessagePack)]
    public async Task Connection_LostInTheMiddle_IsSaid(WireFormat format)
    {
        (Side consumer, Side producer) = CreatePair(format);
        TrackedSource<Answer> source = TrackedSource<Answer>.ThenWaits(1, static _ => new Answer(""));
        producer.Handlers.List = (_, _) => source;
        await using IAsyncEnumerator<Answer> answers = consumer.List("").GetAsyncEnumerator();
        Assert.True(await answers.MoveNextAsync().Limited());
        ValueTask<bool> waiting = answers.MoveNextAsync();

        consumer.Peer.Abort("pulled the plug");

        StreamLostException exception = await Assert.ThrowsAsync<StreamLostException>(async () => await waiting.Limited());
        Assert.Equal("t.list", exception.Method);
        Assert.Contains("in the middle of the stream of t.list", exception.Message, StringComparison.Ordinal);
        await source.Disposed;
        await producer.Peer.Completion.Limited();
        await StreamTests.AssertNothingOpenAsync(producer);
    }

    [Fact]
    public async Task Connection_LostDuringAnUpload_EndsBothSides()
    {
        (Side sender, Side receiver) = CreatePair();
        TrackedSource<Note> source = TrackedSource<Note>.ThenWaits(1, static _ => new Note(""));
        var failed = new TaskCompletionSource<Exception>();
        receiver.Handlers.Collect = async (_, notes, _) =>
        {
            failed.SetResult(await Record.ExceptionAsync(async () => await notes.CountAsync()) ?? new InvalidOperationException("nothing failed"));
            return new Answer("");
        };
        Task<Answer> collected = sender.CollectAsync("", source).AsTask();
        await Until(() => source.Produced == 1);

        sender.Peer.Abort("pulled the plug");

        await Assert.ThrowsAsync<RequestLostException>(() => collected.Limited());
        Exception exception = await failed;
        Assert.True(exception is StreamLostException or OperationCanceledException, exception.ToString());
        await source.Disposed;
    }

    [Fact]
    public async Task Upload_WhoseHandlerStopsEarly_IsEndedWithTheAnswer()
    {
        (Side sender, Side receiver) = CreatePair();
        receiver.Handlers.Collect = static async (_, notes, token) =>
        {
            await foreach (Note note in notes.WithCancellation(token))
                return new Answer("enough");
            return new Answer("none");
        };
        TrackedSource<Note> source = TrackedSource<Note>.ThenWaits(1, static _ => new Note(""));

        Assert.Equal(new Answer("enough"), await sender.CollectAsync("", source, Limit));

        await source.Disposed;
        await StreamTests.AssertNothingOpenAsync(sender);
        Assert.Equal((1, false), (source.Disposals, source.WasDisposedWhileMoving));
    }

    [Fact]
    public async Task Upload_WhoseSourceFails_ThrowsThatAndTellsTheHandler()
    {
        (Side sender, Side receiver) = CreatePair();
        Exception? seen = null;
        receiver.Handlers.Collect = async (_, notes, token) =>
        {
            seen = await Record.ExceptionAsync(async () => await notes.CountAsync(token));
            return new Answer("");
        };

        await Assert.ThrowsAsync<FormatException>(async () => await sender.CollectAsync("", FailingNotes(new FormatException("mine")), Limit));

        Assert.Equal((ErrorCodes.InternalError, "The source of the stream failed."), (Assert.IsType<RemoteException>(seen).Code, seen.Message));
    }

    [Fact]
    public async Task Upload_Cancelled_EndsItsSourceAndTheHandler()
    {
        (Side sender, Side receiver) = CreatePair();
        TrackedSource<Note> source = TrackedSource<Note>.ThenWaits(1, static _ => new Note(""));
        var handled = new TaskCompletionSource<Exception?>();
        receiver.Handlers.Collect = async (_, notes, token) =>
        {
            handled.SetResult(await Record.ExceptionAsync(async () => await notes.CountAsync(token)));
            token.ThrowIfCancellationRequested();
            return new Answer("");
        };
        using var cancellation = new CancellationTokenSource();
        Task<Answer> collected = sender.CollectAsync("", source, cancellation.Token).AsTask();
        await Until(() => source.Produced == 1);

        await cancellation.CancelAsync();

        OperationCanceledException exception = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => collected.Limited());
        Assert.Equal(cancellation.Token, exception.CancellationToken);
        Assert.NotNull(await handled);
        await source.Disposed;
        await StreamTests.AssertNothingOpenAsync(sender);
    }

    [Fact]
    public async Task Duplex_BrokenOff_EndsBothSources()
    {
        (Side sender, Side receiver) = CreatePair();
        TrackedSource<Note> source = TrackedSource<Note>.ThenWaits(2, static index => new Note("", index));
        receiver.Handlers.Convert = static (_, notes, token) => notes.Select(static note => new Answer(""));

        await foreach (Answer answer in sender.Convert("", source, Limit))
            break;

        await source.Disposed;
        await StreamTests.AssertNothingOpenAsync(sender);
        await StreamTests.AssertNothingOpenAsync(receiver);
        Assert.Equal((1, false), (source.Disposals, source.WasDisposedWhileMoving));
    }

    [Fact]
    public async Task Streams_OpenedAndAbandoned_LeaveNothingBehind()
    {
        (Side consumer, Side producer) = CreatePair();
        int opened = 0, disposed = 0;
        producer.Handlers.List = (_, _) =>
        {
            opened++;
            return Endless(() => Interlocked.Increment(ref disposed));
        };
        WeakReference last = new(null);
        for (int i = 0; i < 10_000; i++)
        {
            last = await AbandonAsync(consumer, mustWait: i % 2 == 0);
            if (i % 100 == 0)
                await producer.Peer.Streams.WhenNoneAsync().Limited();
        }

        await StreamTests.AssertNothingOpenAsync(producer);
        Assert.Equal((10_000, 10_000), (opened, disposed));
        await consumer.AskAsync("what was called off is answered by now").Limited();
        await Until(() =>
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            return !last.IsAlive;
        });
    }

    private static async Task<WeakReference> AbandonAsync(Side consumer, bool mustWait)
    {
        IAsyncEnumerator<Answer> answers = consumer.List("").GetAsyncEnumerator();
        Assert.True(await answers.MoveNextAsync().Limited());
        if (mustWait)
            Assert.True(await answers.MoveNextAsync().Limited());
        await answers.DisposeAsync();
        return new WeakReference(answers);
    }

    private static async IAsyncEnumerable<Answer> Endless(Action onDisposed, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        try
        {
            yield return new Answer("first");
            yield return new Answer("second");
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
        finally
        {
            onDisposed();
        }
    }

    private static async IAsyncEnumerable<Answer> Failing(int count, Exception exception)
    {
        for (int i = 0; i < count; i++)
            yield return new Answer(i.ToString(System.Globalization.CultureInfo.InvariantCulture));
        await Task.Yield();
        throw exception;
    }

    private static async IAsyncEnumerable<Note> FailingNotes(Exception exception)
    {
        yield return new Note("");
        await Task.Yield();
        throw exception;
    }

    private static async Task Until(Func<bool> condition)
    {
        while (!condition())
        {
            Limit.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}

using System.Runtime.CompilerServices;
using TypedWs.Peers;
using TypedWs.Tests.Peers;

namespace TypedWs.Tests.Interception;

/// <summary>What interceptors see, and what they can do.</summary>
public sealed class InterceptorTests : PeerTest
{
    private readonly RecordingInterceptor _client = new();
    private readonly RecordingInterceptor _server = new();

    [Theory]
    [InlineData(WireFormat.Json)]
    [InlineData(WireFormat.MessagePack)]
    public async Task Interceptors_EveryKindOfMessage_AreSeenOnBothSides(WireFormat format)
    {
        (Side client, Side server) = CreateIntercepted(format);
        server.Handlers.List = static (ask, _) => Repeat(new Answer(ask.Text));
        server.Handlers.Collect = static async (save, items, token) => new Answer($"{save.Text} {(await items.ToListAsync(token)).Count}");
        server.Handlers.Convert = static (_, items, token) => items.Select(static note => new Answer(note.Text));

        await client.SendNoteAsync("n", 1);
        Assert.Equal(new Answer("a"), await client.AskAsync("a").Limited());
        await client.Peer.RequestAsync(TestMethods.Save, new Save("s"), Limit);
        Assert.Equal(3, (await client.List("l").ToListAsync(Limit)).Count);
        Assert.Equal(new Answer("c 3"), await client.CollectAsync("c", Repeat(new Note("x"))).Limited());
        Assert.Equal(3, (await client.Convert("d", Repeat(new Note("y"))).ToListAsync(Limit)).Count);
        await EndAsync(client, server);

        string[] Expected(string what) =>
        [
            $"{what} OneWay t.note {new Note("n", 1)}",
            $"{what} OneWay t.note => nothing",
            $"{what} Request t.ask {new Ask("a")}",
            $"{what} Request t.ask => {new Answer("a")}",
            $"{what} Request t.save {new Save("s")}",
            $"{what} Request t.save => nothing",
            $"{what} Stream t.list {new Ask("l")}",
            $"{what} Stream t.list => nothing",
            $"{what} Upload t.collect {new Save("c")}",
            $"{what} Upload t.collect => {new Answer("c 3")}",
            $"{what} Duplex t.convert {new Save("d")}",
            $"{what} Duplex t.convert => nothing",
        ];
        Assert.Equal(Expected("sending"), _client.Events);
        Assert.Equal(Expected("received"), _server.Events);
    }

    [Fact]
    public async Task Interceptors_Several_NestInOrderOfRegistration()
    {
        var inner = new RecordingInterceptor("inner ") { Events = _client.Events };
        (Side client, Side server) = CreatePair(client: new PeerOptions { Interceptors = { _client, inner } }, server: new PeerOptions { Interceptors = { _client, inner } });

        await client.AskAsync("a").Limited();
        await EndAsync(client, server);

        Assert.Equal(
            ["sending", "inner sending", "received", "inner received", "inner received", "received", "inner sending", "sending"],
            _client.Events.Select(static line => line[..line.IndexOf(" Request", StringComparison.Ordinal)]));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Received_ThrowsBeforeNext_RefusesTheMessage(bool atOnce)
    {
        (Side client, Side server) = CreateIntercepted();
        server.Log.ExpectsErrors = true;
        bool isHandled = false;
        server.Handlers.Note = (_, _) => Handled(default(ValueTask));
        server.Handlers.Ask = (ask, _) => Handled(new ValueTask<Answer>(new Answer(ask.Text)));
        server.Handlers.List = (ask, _) => Handled(Repeat(new Answer(ask.Text)));
        _server.Received = async (context, _) =>
        {
            if (!atOnce)
                await Task.Yield();
            throw new RemoteException(403, "not you: " + context.Method);
        };

        await client.SendNoteAsync("n");
        RemoteException asked = await Assert.ThrowsAsync<RemoteException>(async () => await client.AskAsync("a"));
        RemoteException listed = await Assert.ThrowsAsync<RemoteException>(async () => await client.List("l").ToListAsync(Limit));
        RemoteException collected = await Assert.ThrowsAsync<RemoteException>(async () => await client.CollectAsync("c", Repeat(new Note("x"))));
        await EndAsync(client, server);

        Assert.Equal((403, "not you: t.ask"), (asked.Code, asked.Message));
        Assert.Equal((403, "not you: t.list"), (listed.Code, listed.Message));
        Assert.Equal((403, "not you: t.collect"), (collected.Code, collected.Message));
        Assert.Equal(1, server.Log.Entries.Count(static entry => entry.EventId.Id == 200));
        Assert.False(isHandled);

        T Handled<T>(T result)
        {
            isHandled = true;
            return result;
        }
    }

    [Fact]
    public async Task Received_DoesNotCallNext_SwallowsOneWayMessagesOnly()
    {
        (Side client, Side server) = CreateIntercepted();
        bool isHandled = false;
        server.Handlers.Note = (_, _) =>
        {
            isHandled = true;
            return default;
        };
        _server.Received = static (_, _) => default;

        await client.SendNoteAsync("n");
        server.Log.ExpectsErrors = true;
        RemoteException asked = await Assert.ThrowsAsync<RemoteException>(async () => await client.AskAsync("a"));
        RemoteException listed = await Assert.ThrowsAsync<RemoteException>(async () => await client.List("l").ToListAsync(Limit));
        await EndAsync(client, server);

        Assert.Equal((ErrorCodes.InternalError, ErrorCodes.InternalError), (asked.Code, listed.Code));
        Assert.Equal(2, server.Log.Entries.Count(static entry => entry.EventId.Id == 200)); // The requests.
        Assert.False(isHandled);
    }

    [Fact]
    public async Task Sending_Throws_FailsTheSend()
    {
        (Side client, Side server) = CreateIntercepted();
        _client.Sending = static (_, _) => throw new InvalidDataException("mine");

        await Assert.ThrowsAsync<InvalidDataException>(async () => await client.SendNoteAsync("n"));
        await Assert.ThrowsAsync<InvalidDataException>(async () => await client.AskAsync("a"));
        await Assert.ThrowsAsync<InvalidDataException>(async () => await client.Peer.RequestAsync(TestMethods.Save, new Save("s"), default));
        await Assert.ThrowsAsync<InvalidDataException>(async () => await client.List("l").ToListAsync(Limit));
        await Assert.ThrowsAsync<InvalidDataException>(async () => await client.CollectAsync("c", Repeat(new Note("x"))));

        Assert.Equal((0UL, 0), (client.Peer.MessagesSent, client.Peer.Streams.Count));
        await EndAsync(client, server);
        Assert.Empty(_server.Events);
    }

    [Fact]
    public async Task Sending_DoesNotCallNext_SendsNothing()
    {
        (Side client, Side server) = CreateIntercepted();
        _client.Sending = static (_, _) => default;

        await client.SendNoteAsync("n");
        InvalidOperationException asked = await Assert.ThrowsAsync<InvalidOperationException>(async () => await client.AskAsync("a"));
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await client.List("l").ToListAsync(Limit));

        Assert.Contains("t.ask", asked.Message, StringComparison.Ordinal);
        Assert.Equal(0UL, client.Peer.MessagesSent);
        await EndAsync(client, server);
    }

    [Fact]
    public async Task Next_CalledTwice_Throws()
    {
        (Side client, Side server) = CreateIntercepted();
        int handled = 0;
        server.Handlers.Note = (_, _) =>
        {
            handled++;
            return default;
        };
        _client.Sending = static async (_, next) =>
        {
            await next();
            await next();
        };

        InvalidOperationException twice = await Assert.ThrowsAsync<InvalidOperationException>(async () => await client.SendNoteAsync("n"));
        await EndAsync(client, server);

        Assert.Contains(nameof(RecordingInterceptor), twice.Message, StringComparison.Ordinal);
        Assert.Equal(1, handled);
    }

    [Fact]
    public async Task Next_CalledAfterTheInterceptorIsDone_Throws()
    {
        (Side client, Side server) = CreateIntercepted();
        MessageDelegate? late = null;
        _client.Sending = (_, next) =>
        {
            late = next;
            return default;
        };

        await client.SendNoteAsync("n");
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await late!());

        Assert.Equal(0UL, client.Peer.MessagesSent);
        await EndAsync(client, server);
    }

    [Fact]
    public async Task Received_DoesNotAwaitNext_NextMessageStillWaitsForTheHandler()
    {
        (Side client, Side server) = CreateIntercepted();
        var leave = new TaskCompletionSource();
        var seen = new List<string>();
        _server.Received = static (_, next) =>
        {
            next().AsTask();
            return default;
        };
        server.Handlers.Note = async (note, _) =>
        {
            seen.Add("begin " + note.Text);
            await leave;
            seen.Add("end " + note.Text);
        };

        await client.SendNoteAsync("one");
        await client.SendNoteAsync("two");
        await client.AskAsync("fence").Limited();
        leave.SetResult();
        await EndAsync(client, server);

        Assert.Equal(["begin one", "end one", "begin two", "end two"], seen);
    }

    [Fact]
    public async Task Received_KeepsAnExceptionFromPassing_EndsOneWayMessagesWellOnly()
    {
        (Side client, Side server) = CreateIntercepted();
        server.Handlers.Note = static (_, _) => throw new InvalidDataException("mine");
        server.Handlers.Ask = static (_, _) => throw new RemoteException(7, "mine");
        _server.Received = static async (_, next) =>
        {
            try
            {
                await next();
            }
            catch (Exception e) when (e is InvalidDataException or RemoteException)
            {
            }
        };

        await client.SendNoteAsync("n"); // An error in the log would fail the test.
        Assert.Equal(7, (await Assert.ThrowsAsync<RemoteException>(async () => await client.AskAsync("a"))).Code);
        await EndAsync(client, server);
    }

    [Fact]
    public async Task Received_ReplacesAnException_CallerGetsTheOther()
    {
        (Side client, Side server) = CreateIntercepted();
        server.Handlers.Ask = static (_, _) => throw new InvalidDataException("mine");
        server.Handlers.List = static (_, _) => FailAsync();
        _server.Received = static async (_, next) =>
        {
            try
            {
                await next();
            }
            catch (InvalidDataException)
            {
                throw new RemoteException(422, "not good");
            }
        };

        Assert.Equal(422, (await Assert.ThrowsAsync<RemoteException>(async () => await client.AskAsync("a"))).Code);
        Assert.Equal(422, (await Assert.ThrowsAsync<RemoteException>(async () => await client.List("l").ToListAsync(Limit))).Code);
        await EndAsync(client, server);

        static async IAsyncEnumerable<Answer> FailAsync()
        {
            yield return new Answer("one");
            await Task.Yield();
            throw new InvalidDataException("mine");
        }
    }

    [Fact]
    public async Task Stream_LeftEarly_EndsNextOnBothSides()
    {
        (Side client, Side server) = CreateIntercepted();
        server.Handlers.List = static (_, token) => EndlessAsync(token);

        await foreach (Answer _ in client.List("l"))
            break;
        Assert.Equal("sending Stream t.list => nothing", _client.Events.Last());
        await EndAsync(client, server);

        Assert.StartsWith("received Stream t.list => ", _server.Events.Last(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stream_EnumeratedTwice_IsSeenTwice()
    {
        (Side client, Side server) = CreateIntercepted();
        server.Handlers.List = static (ask, _) => Repeat(new Answer(ask.Text));

        IAsyncEnumerable<Answer> list = client.List("l");
        await list.ToListAsync(Limit);
        await list.ToListAsync(Limit);
        await EndAsync(client, server);

        Assert.Equal(4, _client.Events.Count);
        Assert.Equal(4, _server.Events.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Received_AwaitsInStrictOrder_NextMessageWaitsForTheHandlersStream(bool withContext)
    {
        using var context = new PumpContext();
        var events = new System.Collections.Concurrent.ConcurrentQueue<string>();
        (Side client, Side server) = CreatePair(server: new PeerOptions { StrictOrder = true, Interceptors = { _server }, SynchronizationContext = withContext ? context : null });
        var leave = new TaskCompletionSource();
        _server.Received = async (message, next) =>
        {
            if (message.Kind == MessageKind.Stream)
                await leave;
            await next();
        };
        server.Handlers.List = (ask, _) =>
        {
            Assert.Equal(withContext, context.IsCurrent);
            events.Enqueue(ask.Text);
            return Repeat(new Answer(ask.Text));
        };
        server.Handlers.Ask = (ask, _) =>
        {
            events.Enqueue(ask.Text);
            return new(new Answer(ask.Text));
        };

        Task listed = client.List("one").ToListAsync(Limit).AsTask();
        Task asked = client.AskAsync("two").AsTask();
        await server.AskAsync("pass").Limited(); // Answers are not held up; both have arrived by then.
        Assert.Empty(events);
        leave.SetResult();
        await Task.WhenAll(listed, asked).Limited();
        await EndAsync(client, server);

        Assert.Equal(["one", "two"], events);
    }

    [Fact]
    public async Task Received_StreamIsRefusedInStrictOrder_NextMessageIsHandled()
    {
        (Side client, Side server) = CreatePair(server: new PeerOptions { StrictOrder = true, MaxOpenStreams = 1, Interceptors = { _server } });
        server.Handlers.List = static (_, token) => EndlessAsync(token);

        await using (IAsyncEnumerator<Answer> first = client.List("one").GetAsyncEnumerator(Limit))
        {
            Assert.True(await first.MoveNextAsync());
            RemoteException refused = await Assert.ThrowsAsync<RemoteException>(async () => await client.List("two").ToListAsync(Limit));
            Assert.Equal(ErrorCodes.Busy, refused.Code);
            Assert.Equal(new Answer("three"), await client.AskAsync("three").Limited());
        }

        await EndAsync(client, server);
    }

    [Fact]
    public async Task Received_OnAContext_HandlerStartsThereWhereverTheInterceptorIs()
    {
        using var context = new PumpContext();
        (Side client, Side server) = CreatePair(server: new PeerOptions { Interceptors = { _server }, SynchronizationContext = context });
        var flowing = new AsyncLocal<string>();
        _server.Received = async (_, next) =>
        {
            await Task.Yield();
            flowing.Value = "mine";
            Assert.False(context.IsCurrent);
            await next();
        };
        server.Handlers.Ask = (_, _) => new(new Answer($"{context.IsCurrent} {flowing.Value}"));

        Assert.Equal(new Answer("True mine"), await client.AskAsync("a").Limited());
        await EndAsync(client, server);
    }

    private (Side Client, Side Server) CreateIntercepted(WireFormat format = WireFormat.Json)
        => CreatePair(format, new PeerOptions { Interceptors = { _client } }, new PeerOptions { Interceptors = { _server } });

    private static async Task EndAsync(Side client, Side server)
    {
        await client.Peer.CloseAsync().Limited();
        await server.Peer.Completion.Limited();
    }

    private static IAsyncEnumerable<T> Repeat<T>(T item) => Enumerable.Repeat(item, 3).ToAsyncEnumerable();

    private static async IAsyncEnumerable<Answer> EndlessAsync([EnumeratorCancellation] CancellationToken token)
    {
        while (true)
        {
            token.ThrowIfCancellationRequested();
            await Task.Yield();
            yield return new Answer("more");
        }
    }
}

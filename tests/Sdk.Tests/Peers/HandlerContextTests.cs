using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using TypedWs.Peers;

namespace TypedWs.Tests.Peers;

/// <summary>Handlers on a context of the application's.</summary>
public sealed class HandlerContextTests : PeerTest
{
    private readonly PumpContext _context = new();
    private readonly ConcurrentQueue<string> _events = new();

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public async Task Receive_WithAContext_RunsEveryKindOfHandlerThere(bool inline, bool strict)
    {
        using PumpContext context = _context;
        (Side client, Side server) = CreatePair(server: new PeerOptions { SynchronizationContext = _context, RunHandlersInline = inline, StrictOrder = strict });
        server.Handlers.Note = async (_, _) => await NoteWhereAsync("note");
        server.Handlers.Ask = async (ask, _) =>
        {
            await NoteWhereAsync("ask");
            return new Answer(ask.Text);
        };
        server.Handlers.List = (_, token) => ListAsync(token);
        server.Handlers.Collect = async (save, items, token) =>
        {
            await foreach (Note _ in items.WithCancellation(token))
                await NoteWhereAsync("collect");
            return new Answer(save.Text);
        };

        await client.SendNoteAsync("n");
        await client.AskAsync("a").Limited();
        Assert.Equal(3, (await client.List("l").ToListAsync(Limit)).Count);
        await client.CollectAsync("c", new[] { new Note("1") }.ToAsyncEnumerable()).Limited();
        client.Peer.Abort("enough");
        await server.Peer.Completion.Limited();

        Assert.Equal(["ask", "collect", "list", "list", "list", "listed", "note"], _events.Order());
        Assert.Empty(_context.Thrown);
    }

    [Fact]
    public async Task Receive_ContextIsBusy_LoopReadsOnAndKeepsTheOrder()
    {
        using PumpContext context = _context;
        (Side side, RawSide raw) = CreateRaw(options: new PeerOptions { SynchronizationContext = _context });
        using var leave = new ManualResetEventSlim();
        side.Handlers.Note = (note, _) =>
        {
            leave.Wait(Limit); // Blocks the user interface, and it alone.
            _events.Enqueue($"{note.Number}");
            return default;
        };

        for (int i = 0; i < 20; i++)
            await raw.SendAsync($$$"""{"jsonrpc":"2.0","method":"t.note","params":["n",{{{i}}}]}""");
        await raw.SendAsync("""{"jsonrpc":"2.0","id":1,"method":"t.none"}""");
        Assert.Contains("\"id\":1", await raw.NextTextAsync(), StringComparison.Ordinal);
        Assert.Empty(_events);
        leave.Set();
        await raw.AssertNothingMoreAsync();
        side.Peer.Abort("enough");
        await side.Peer.Completion.Limited();

        Assert.Equal(Enumerable.Range(0, 20).Select(static i => $"{i}"), _events);
    }

    [Fact]
    public async Task Receive_HandlersThrow_FailAsElsewhere()
    {
        using PumpContext context = _context;
        (Side client, Side server) = CreatePair(server: new PeerOptions { SynchronizationContext = _context });
        server.Log.ExpectsErrors = true;
        server.Handlers.Note = static (_, _) => throw new InvalidOperationException("note");
        server.Handlers.Ask = static (_, _) => throw new RemoteException(7, "ask");
        server.Handlers.List = static (_, _) => throw new RemoteException(8, "list");

        await client.SendNoteAsync("n");
        Assert.Equal(7, (await Assert.ThrowsAsync<RemoteException>(async () => await client.AskAsync("a"))).Code);
        Assert.Equal(8, (await Assert.ThrowsAsync<RemoteException>(async () => await client.List("l").ToListAsync(Limit))).Code);
        client.Peer.Abort("enough");
        await server.Peer.Completion.Limited();

        Assert.Equal(1, server.Log.Entries.Count(static entry => entry.EventId.Id == 200));
        Assert.Empty(_context.Thrown);
    }

    [Fact]
    public async Task Receive_ContextTakesNothing_IsLoggedAndAnswered()
    {
        using PumpContext context = _context;
        (Side client, Side server) = CreatePair(server: new PeerOptions { SynchronizationContext = _context });
        server.Log.ExpectsErrors = true;
        _context.Dispose();

        await client.SendNoteAsync("n");
        RemoteException refused = await Assert.ThrowsAsync<RemoteException>(async () => await client.AskAsync("a"));
        RemoteException refusedStream = await Assert.ThrowsAsync<RemoteException>(async () => await client.List("l").ToListAsync(Limit));
        client.Peer.Abort("enough");
        await server.Peer.Completion.Limited();

        Assert.Equal((ErrorCodes.InternalError, ErrorCodes.InternalError), (refused.Code, refusedStream.Code));
        Assert.Equal(3, server.Log.Entries.Count(static entry => entry.EventId.Id == 200));
    }

    private async ValueTask NoteWhereAsync(string what)
    {
        Assert.True(_context.IsCurrent);
        await Task.Yield();
        Assert.True(_context.IsCurrent); // What the handler awaits comes back to the context.
        _events.Enqueue(what);
    }

    private async IAsyncEnumerable<Answer> ListAsync([EnumeratorCancellation] CancellationToken token)
    {
        try
        {
            for (int i = 0; i < 3; i++)
            {
                token.ThrowIfCancellationRequested();
                await NoteWhereAsync("list");
                yield return new Answer($"{i}");
            }
        }
        finally
        {
            await NoteWhereAsync("listed");
        }
    }
}

using TypedWs.CompilerServices;
using TypedWs.Tests.Peers;

namespace TypedWs.Tests.Client;

/// <summary>What a client registers at run time for requests with streams.</summary>
public sealed class StreamHandlersTests
{
    [Fact]
    public async Task Stream_SecondHandler_ThrowsUntilTheFirstIsTakenAway()
    {
        var handlers = new StreamHandlers<Ask, Answer>("t.list");
        IDisposable first = handlers.Add(static (ask, _) => Yield(new Answer(ask.Text + " of the first")));

        InvalidOperationException exception = Assert.Throws<InvalidOperationException>(() => handlers.Add(static (_, _) => Yield<Answer>()));
        Assert.Equal("The request t.list has a handler already, and can have one answer only. Dispose the first registration before registering another.", exception.Message);
        Assert.Equal([new Answer("answer of the first")], await handlers.Invoke(new Ask("answer"), default).ToListAsync(TestContext.Current.CancellationToken));

        first.Dispose();
        handlers.Add(static (_, _) => Yield<Answer>());
        first.Dispose();
        Assert.Empty(await handlers.Invoke(new Ask("answer"), default).ToListAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Upload_Handlers_GetTheStream()
    {
        var replying = new UploadHandlers<Ask, Note, Answer>("t.collect");
        replying.Add(static async (ask, notes, token) => new Answer(ask.Text + await notes.CountAsync(token)));
        var acknowledging = new AcknowledgedUploadHandlers<Ask, Note>("t.store");
        int stored = 0;
        acknowledging.Add(async (_, notes, token) => stored = await notes.CountAsync(token));
        var converting = new DuplexHandlers<Ask, Note, Answer>("t.convert");
        converting.Add(static (_, notes, _) => notes.Select(static note => new Answer(note.Text)));

        Assert.Equal(new Answer("n2"), await replying.InvokeAsync(new Ask("n"), Yield(new Note("a"), new Note("b")), default));
        await acknowledging.InvokeAsync(new Ask("n"), Yield(new Note("a")), default);
        Assert.Equal([new Answer("a")], await converting.Invoke(new Ask("n"), Yield(new Note("a")), default).ToListAsync(TestContext.Current.CancellationToken));
        Assert.Equal(1, stored);
    }

    [Fact]
    public void Handlers_WithoutOne_AnswerThatTheMethodIsNotFound()
    {
        RemoteException exception = Assert.Throws<RemoteException>(() => new StreamHandlers<Ask, Answer>("t.list").Invoke(new Ask(""), default));

        Assert.Equal((ErrorCodes.MethodNotFound, "No handler for \"t.list\" is registered here."), (exception.Code, exception.Message));
    }

    private static IAsyncEnumerable<T> Yield<T>(params T[] items) => items.ToAsyncEnumerable();
}

using TypedWs.CompilerServices;
using TypedWs.Tests.Peers;

namespace TypedWs.Tests.Client;

/// <summary>What a client registers at run time.</summary>
public sealed class HandlersTests
{
    private readonly List<string> _events = [];

    [Fact]
    public async Task OneWay_SeveralHandlers_GetEachMessageInTheOrderOfRegistration()
    {
        var handlers = new OneWayHandlers<Note>();
        handlers.Add(Record("first"));
        IDisposable second = handlers.Add(Record("second"));
        handlers.Add(Record("third"));

        await handlers.InvokeAsync(new Note("x"), default);
        second.Dispose();
        second.Dispose();
        await handlers.InvokeAsync(new Note("y"), default);

        Assert.Equal(["first x", "second x", "third x", "first y", "third y"], _events);
    }

    [Fact]
    public async Task OneWay_TheSameHandlerTwice_IsTakenAwayOnceForEachRegistration()
    {
        var handlers = new OneWayHandlers<Note>();
        Func<Note, CancellationToken, ValueTask> handler = Record("it");
        IDisposable first = handlers.Add(handler);
        handlers.Add(handler);

        first.Dispose();
        first.Dispose();
        await handlers.InvokeAsync(new Note("x"), default);

        Assert.Equal(["it x"], _events);
    }

    [Fact]
    public async Task OneWay_OneFails_TheOthersStillRun()
    {
        var handlers = new OneWayHandlers<Note>();
        handlers.Add(static (_, _) => throw new InvalidOperationException("one"));
        handlers.Add(Record("second"));

        InvalidOperationException thrown = await Assert.ThrowsAsync<InvalidOperationException>(() => handlers.InvokeAsync(new Note("x"), default).AsTask());
        handlers.Add(static (_, _) => throw new InvalidOperationException("two"));
        await Assert.ThrowsAsync<AggregateException>(() => handlers.InvokeAsync(new Note("y"), default).AsTask());

        Assert.Equal("one", thrown.Message);
        Assert.Equal(["second x", "second y"], _events);
    }

    [Fact]
    public async Task Request_SecondHandler_ThrowsUntilTheFirstIsTakenAway()
    {
        var handlers = new RequestHandlers<Ask, Answer>("t.ask");
        IDisposable first = handlers.Add(static (_, _) => new(new Answer("first")));

        InvalidOperationException thrown = Assert.Throws<InvalidOperationException>(() => handlers.Add(static (_, _) => new(new Answer("second"))));
        first.Dispose();
        IDisposable second = handlers.Add(static (_, _) => new(new Answer("second")));
        first.Dispose();

        Assert.Contains("t.ask", thrown.Message, StringComparison.Ordinal);
        Assert.Equal("second", (await handlers.InvokeAsync(new Ask("x"), default)).Text);
        second.Dispose();
    }

    [Fact]
    public async Task Acknowledged_NoHandler_IsMethodNotFound()
    {
        var handlers = new AcknowledgedHandlers<Save>("t.save");

        RemoteException thrown = await Assert.ThrowsAsync<RemoteException>(() => handlers.InvokeAsync(new Save("x"), default).AsTask());
        handlers.Add(static async (_, _) => await Task.Yield());
        await handlers.InvokeAsync(new Save("x"), default);

        Assert.Equal(ErrorCodes.MethodNotFound, thrown.Code);
    }

    private Func<Note, CancellationToken, ValueTask> Record(string name) => (note, _) =>
    {
        _events.Add($"{name} {note.Text}");
        return default;
    };
}

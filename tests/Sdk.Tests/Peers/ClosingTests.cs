using TypedWs.Transport;

namespace TypedWs.Tests.Peers;

[Trait("Category", "Concurrency")]
public sealed class ClosingTests : PeerTest
{
    private readonly TaskCompletionSource _entered = new();
    private readonly TaskCompletionSource _leave = new();

    [Theory]
    [InlineData("note")]
    [InlineData("ask")]
    public async Task Completion_HandlerStillRuns_WaitsForIt(string kind)
    {
        (Side client, Side server) = CreatePair();
        CancellationToken seen = default;
        server.Handlers.Note = async (_, token) => await RunAsync(token);
        server.Handlers.Save = async (_, token) => await RunAsync(token);
        Task sent = kind == "note" ? client.SendNoteAsync("x").AsTask() : client.Peer.RequestAsync(TestMethods.Save, new Save("x"), default).AsTask();
        await _entered;

        await client.Peer.CloseAsync().Limited();
        await server.Connection.Completion.Limited();

        Assert.False(server.Peer.Completion.IsCompleted);
        var cancelled = new TaskCompletionSource();
        await using (seen.UnsafeRegister(_ => cancelled.SetResult(), null))
            await cancelled;
        _leave.SetResult();
        await server.Peer.Completion.Limited();
        if (kind == "note")
            await sent;
        else
            await Assert.ThrowsAsync<RequestLostException>(() => sent.Limited());

        async Task RunAsync(CancellationToken token)
        {
            seen = token;
            _entered.SetResult();
            await _leave;
        }
    }

    [Theory]
    [InlineData("note")]
    [InlineData("ask")]
    public async Task CloseAsync_InsideAHandler_DoesNotDeadlock(string kind)
    {
        (Side client, Side server) = CreatePair();
        server.Handlers.Note = async (_, _) => await server.Peer.CloseAsync(WsCloseCode.GoingAway, "enough");
        server.Handlers.Save = async (_, _) => await server.Peer.CloseAsync(WsCloseCode.GoingAway, "enough");

        Task sent = kind == "note" ? client.SendNoteAsync("x").AsTask() : client.Peer.RequestAsync(TestMethods.Save, new Save("x"), default).AsTask();

        WsClosed closed = await client.Peer.Completion.Limited();
        Assert.Equal((WsCloseCode.GoingAway, "enough"), (closed.Code, closed.Reason));
        Assert.True((await server.Peer.Completion.Limited()).Clean);
        if (kind == "ask")
            Assert.Equal(WsCloseCode.GoingAway, (await Assert.ThrowsAsync<RequestLostException>(() => sent.Limited())).Closed.Code);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task CloseAsync_InHandlersOfBothSidesAtOnce_EndsBoth(bool oneWay)
    {
        (Side client, Side server) = CreatePair();
        using var both = new CountdownEvent(2);
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        foreach (Side side in (Side[])[client, server])
        {
            side.Handlers.Note = async (_, _) => await CloseAsync(side);
            side.Handlers.Save = async (_, _) => await CloseAsync(side);
        }

        List<Task> asked = [];
        foreach (Side side in (Side[])[client, server])
            asked.Add(oneWay ? side.SendNoteAsync("x").AsTask() : side.Peer.RequestAsync(TestMethods.Save, new Save("x"), default).AsTask());

        Assert.True((await client.Peer.Completion.Limited()).Clean);
        Assert.True((await server.Peer.Completion.Limited()).Clean);
        foreach (Task one in asked)
        {
            if (oneWay)
                await one.Limited();
            else
                await Assert.ThrowsAsync<RequestLostException>(() => one.Limited());
        }

        async Task CloseAsync(Side side)
        {
            if (both.Signal())
                entered.SetResult();
            await entered;
            Assert.True((await side.Peer.CloseAsync(WsCloseCode.GoingAway, "enough")).Clean);
        }
    }

    [Fact]
    public async Task Abort_InsideAHandler_EndsTheConversation()
    {
        (Side client, Side server) = CreatePair();
        server.Handlers.Note = (_, _) =>
        {
            server.Peer.Abort("enough");
            return default;
        };

        await client.SendNoteAsync("x");

        Assert.Equal("enough", (await server.Peer.Completion.Limited()).Reason);
        await client.Peer.Completion.Limited();
    }

    [Fact]
    public async Task DisposeConnection_InsideAHandler_DoesNotDeadlock()
    {
        (Side client, Side server) = CreatePair();
        server.Handlers.Note = async (_, _) => await server.Connection.DisposeAsync();

        await client.SendNoteAsync("x");

        await server.Peer.Completion.Limited();
        await client.Peer.Completion.Limited();
    }

    [Fact]
    public async Task CloseAsync_RequestPending_StillTakesItsAnswer()
    {
        (Side side, _) = CreateRaw();
        Task<Answer> asked = side.AskAsync("x").AsTask();
        side.Handlers.Note = static (_, _) => throw new InvalidOperationException("nothing is handled any more");
        await side.Peer.FlushAsync().Limited();

        // The close frame must not leave yet: the other side's would end the connection before the answer.
        var window = new TaskCompletionSource();
        side.Stream.BeforeWrite = token => window.Task.WaitAsync(token);
        Task<WsClosed> closed = side.Peer.CloseAsync();
        await side.Peer.ReceiveAsync(WsMessageType.Text, """{"jsonrpc":"2.0","method":"t.note","params":["x"]}"""u8.ToArray());
        await side.Peer.ReceiveAsync(WsMessageType.Text, """{"jsonrpc":"2.0","id":0,"result":{"text":"y"}}"""u8.ToArray());

        Assert.Equal("y", (await asked.Limited()).Text);
        window.SetResult();
        await closed.Limited();
    }

    [Fact]
    public async Task CloseAsync_CodeThatMustNotBeSent_IsRefusedAndTheConversationGoesOn()
    {
        (Side client, _) = CreatePair();

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => client.Peer.CloseAsync(WsCloseCode.Abnormal));

        Assert.Equal("x", (await client.AskAsync("x").Limited()).Text);
    }

    [Fact]
    public async Task Disconnected_CallbackThrows_IsLoggedAndTheConversationEnds()
    {
        (Side client, Side server) = CreatePair();
        client.Log.ExpectsErrors = true;
        client.Peer.Disconnected.Register(static () => throw new InvalidOperationException("mine"));

        await server.Peer.CloseAsync().Limited();
        await client.Peer.Completion.Limited();

        Assert.True(client.HasLogged(211));
    }
}

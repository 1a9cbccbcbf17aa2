using TypedWs.Transport;

namespace TypedWs.Tests.Peers;

[Trait("Category", "Concurrency")]
public sealed class DrainingTests : PeerTest
{
    private readonly TaskCompletionSource _entered = new();
    private readonly TaskCompletionSource _leave = new();

    [Fact]
    public async Task DrainAsync_Json_TellsTheOtherSideAndCloses1001()
    {
        (Side side, RawSide raw) = CreateRaw();

        Task<WsClosed> drained = side.Peer.DrainAsync("enough", deadline: default);

        Assert.Equal("""{"jsonrpc":"2.0","method":"$/session.goaway","params":{"reason":"enough"}}""", await raw.NextTextAsync());
        WsClosed closed = await raw.Connection.Completion.Limited();
        Assert.Equal((WsCloseCode.GoingAway, "enough"), (closed.Code, closed.Reason));
        Assert.True((await drained.Limited()).Clean);
    }

    [Fact]
    public async Task DrainAsync_MessagePack_TellsTheOtherSide()
    {
        (Side side, RawSide raw) = CreateRaw(WireFormat.MessagePack);

        await side.Peer.DrainAsync("go", deadline: default).Limited();

        Assert.Equal([0x93, 0x02, 0xb0, .. "$/session.goaway"u8, 0x91, 0xa2, .. "go"u8], await raw.NextBinaryAsync());
    }

    [Fact]
    public async Task DrainAsync_HandlersRun_TheirAnswersAndThoseOfLaterRequestsArriveBeforeTheClose()
    {
        (Side client, Side server) = CreatePair();
        server.Handlers.Save = async (_, _) =>
        {
            _entered.TrySetResult();
            await _leave;
        };
        Task save = client.Peer.RequestAsync(TestMethods.Save, new Save("x"), default).AsTask();
        await _entered;

        Task<WsClosed> drained = server.Peer.DrainAsync("enough", deadline: default);
        Assert.Equal("later", (await client.AskAsync("later").Limited()).Text);
        Assert.False(server.Peer.IsClosing);
        _leave.SetResult();

        await save.Limited();
        Assert.Equal(WsCloseCode.GoingAway, (await drained.Limited()).Code);
    }

    [Fact]
    public async Task DrainAsync_MessagesWait_AreHandledBeforeTheClose()
    {
        (Side client, Side server) = CreatePair();
        var handled = new List<string>();
        server.Handlers.Note = async (note, _) =>
        {
            _entered.TrySetResult();
            await _leave;
            lock (handled)
                handled.Add(note.Text);
        };
        foreach (string text in new[] { "a", "b", "c" })
            await client.SendNoteAsync(text);
        await client.AskAsync("fence").Limited();
        await _entered;

        Task<WsClosed> drained = server.Peer.DrainAsync("enough", deadline: default);
        Assert.False(server.Peer.IsQuiet);
        _leave.SetResult();

        await drained.Limited();
        Assert.Equal(["a", "b", "c"], handled);
    }

    [Fact]
    public async Task DrainAsync_HandlerPassesTheDeadline_IsCutWith1001()
    {
        (Side client, Side server) = CreatePair();
        server.Handlers.Save = async (_, token) =>
        {
            _entered.SetResult();
            await Task.Delay(Timeout.Infinite, token);
        };
        Task save = client.Peer.RequestAsync(TestMethods.Save, new Save("x"), default).AsTask();
        await _entered;
        using var deadline = new CancellationTokenSource();
        Task<WsClosed> drained = server.Peer.DrainAsync("enough", deadline.Token);
        Assert.False(server.Peer.IsClosing);

        await deadline.CancelAsync();

        Assert.Equal(WsCloseCode.GoingAway, (await drained.Limited()).Code);
        Assert.Equal(WsCloseCode.GoingAway, (await Assert.ThrowsAsync<RequestLostException>(() => save.Limited())).Closed.Code);
        await server.Peer.Completion.Limited();
    }

    [Fact]
    public async Task DrainAsync_OpenStream_IsNotWaitedFor()
    {
        (Side client, Side server) = CreatePair();
        server.Handlers.List = static (_, token) => EndlessAsync(token);
        IAsyncEnumerator<Answer> answers = client.List("x").GetAsyncEnumerator(Limit);
        Assert.True(await answers.MoveNextAsync().Limited());

        await server.Peer.DrainAsync("enough", deadline: default).Limited();

        await Assert.ThrowsAsync<StreamLostException>(() => answers.MoveNextAsync().Limited());

        static async IAsyncEnumerable<Answer> EndlessAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken token)
        {
            yield return new Answer("first");
            await Task.Delay(Timeout.Infinite, token);
        }
    }

    [Fact]
    public async Task DrainAsync_ConnectionEndsMeanwhile_Completes()
    {
        (Side client, Side server) = CreatePair();
        server.Handlers.Save = async (_, token) =>
        {
            _entered.SetResult();
            await Task.Delay(Timeout.Infinite, token);
        };
        Task save = client.Peer.RequestAsync(TestMethods.Save, new Save("x"), default).AsTask();
        await _entered;
        Task<WsClosed> drained = server.Peer.DrainAsync("enough", deadline: default);

        client.Peer.Abort("gone");

        Assert.False((await drained.Limited()).Clean);
        await Assert.ThrowsAsync<RequestLostException>(() => save.Limited());
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","method":"$/session.goaway","params":{"reason":"enough"}}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"$/session.goaway","params":{"later":[1],"reason":"enough"}}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"$/session.goaway"}""")]
    public async Task Receive_GoAway_IsLoggedAndTheConversationGoesOn(string message)
    {
        (Side side, RawSide raw) = CreateRaw();

        await raw.SendAsync(message);

        await raw.AssertNothingMoreAsync();
        Assert.True(side.HasLogged(214));
    }

    [Fact]
    public async Task Receive_GoAwayWithAnId_IsAcknowledged()
    {
        (Side _, RawSide raw) = CreateRaw();

        await raw.SendAsync("""{"jsonrpc":"2.0","id":1,"method":"$/session.goaway","params":{"reason":"enough"}}""");

        Assert.Equal("""{"jsonrpc":"2.0","id":1,"result":null}""", await raw.NextTextAsync());
    }

    [Fact]
    public async Task Receive_GoAwayThatIsMalformed_IsRefusedAndTheConversationGoesOn()
    {
        (Side side, RawSide raw) = CreateRaw();

        await raw.SendAsync("""{"jsonrpc":"2.0","method":"$/session.goaway","params":{"reason":7}}""");

        await raw.AssertNothingMoreAsync();
        Assert.Equal((false, true), (side.HasLogged(214), side.HasLogged(203)));
    }
}

using TypedWs.CompilerServices;
using TypedWs.Peers;
using TypedWs.Transport;

namespace TypedWs.Tests.Peers;

/// <summary>What becomes of a message to one session whose send buffer is full.</summary>
[Trait("Category", "Concurrency")]
public sealed class SlowPolicyTests : SlowClientTest
{
    [Fact]
    public async Task LatestOnly_SameKeyWaits_ReplacesItInItsPlace()
    {
        (Side side, RawSide raw, SlowSession session) = await CreateFullAsync();
        await SendAsync(session, SlowMethods.LatestOfNumber, ("a", 1), ("b", 2), ("c", 1), ("d", 1));

        OpenWindow();

        await AssertArriveAsync(raw, "d", "b");
        await raw.AssertNothingMoreAsync();
        Assert.Equal([("t.latestOfNumber", SlowPolicy.LatestOnly), ("t.latestOfNumber", SlowPolicy.LatestOnly)], session.Dropped);
    }

    [Fact]
    public async Task LatestOnly_WithoutKey_KeepsOneOfEachKindOfMessage()
    {
        (_, RawSide raw, SlowSession session) = await CreateFullAsync();
        await SendAsync(session, SlowMethods.Latest, ("a", 1), ("b", 2));
        await SendAsync(session, SlowMethods.LatestOfNumber, ("c", 1));
        await SendAsync(session, SlowMethods.OtherOfNumber, ("d", 1));

        OpenWindow();

        await AssertArriveAsync(raw, "b", "c", "d");
        Assert.Single(session.Dropped);
    }

    [Fact]
    public async Task LatestOnly_BeyondTheBound_DropsTheOldestWithThatPolicy()
    {
        (_, RawSide raw, SlowSession session) = await CreateFullAsync();
        await SendAsync(session, SlowMethods.LatestOfNumber, (Large('a'), 1), (Large('b'), 2), (Large('c'), 3), ("small", 2));

        OpenWindow();

        await AssertArriveAsync(raw, "small", Large('c'));
        Assert.Equal(2, session.DroppedMessages);
    }

    [Fact]
    public async Task DropOldest_BeyondTheBound_DropsTheOldestWithThatPolicy()
    {
        (_, RawSide raw, SlowSession session) = await CreateFullAsync();
        await SendAsync(session, SlowMethods.LatestOfNumber, ("latest", 1));
        await SendAsync(session, SlowMethods.Oldest, (Large('a'), 1), (Large('b'), 2), (Large('c'), 3));

        OpenWindow();

        await AssertArriveAsync(raw, "latest", Large('b'), Large('c'));
        Assert.Equal([("t.oldest", SlowPolicy.DropOldest)], session.Dropped);
    }

    [Fact]
    public async Task DropOldest_OthersLeaveNoRoom_DropsTheNewOneAndNoOther()
    {
        (_, RawSide raw, SlowSession session) = await CreateFullAsync();
        await SendAsync(session, SlowMethods.Oldest, ("a", 1));
        await SendAsync(session, SlowMethods.LatestOfNumber, (Large('b'), 1), (Large('c'), 2));
        await SendAsync(session, SlowMethods.Oldest, (Large('d'), 2));

        OpenWindow();

        await AssertArriveAsync(raw, "a", Large('b'), Large('c'));
        await raw.AssertNothingMoreAsync();
        Assert.Equal([("t.oldest", SlowPolicy.DropOldest)], session.Dropped);
    }

    [Fact]
    public async Task DropOldest_LargerThanTheBound_WaitsAlone()
    {
        string huge = new('x', 100_000);
        (_, RawSide raw, SlowSession session) = await CreateFullAsync();
        await SendAsync(session, SlowMethods.Oldest, ("a", 1), (huge, 2));

        OpenWindow();

        await AssertArriveAsync(raw, huge);
        Assert.Single(session.Dropped);
    }

    [Fact]
    public async Task DropNewest_IsDropped()
    {
        (_, RawSide raw, SlowSession session) = await CreateFullAsync();
        await SendAsync(session, SlowMethods.Newest, ("a", 1), ("b", 1));

        OpenWindow();

        await AssertArriveAsync(raw);
        await raw.AssertNothingMoreAsync();
        Assert.Equal([("t.newest", SlowPolicy.DropNewest), ("t.newest", SlowPolicy.DropNewest)], session.Dropped);
        await SendAsync(session, SlowMethods.Newest, ("c", 1));
        Assert.Equal("c", await NextAsync(raw));
    }

    [Fact]
    public async Task Disconnect_EndsTheConnectionAndTellsTheSender()
    {
        (Side side, _, SlowSession session) = await CreateFullAsync();

        WsClosedException thrown = await Assert.ThrowsAsync<WsClosedException>(() => SendAsync(session, SlowMethods.Ending, ("a", 1)));

        Assert.Contains("does not read fast enough", thrown.Closed.Reason, StringComparison.Ordinal);
        Assert.Equal([("t.ending", SlowPolicy.Disconnect)], session.Dropped);
        Assert.False((await side.Peer.Completion.Limited()).Clean);
    }

    [Fact]
    public async Task PolicyOfTheHost_IsThatOfMessagesWithoutOne()
    {
        (_, RawSide raw, SlowSession session) = await CreateFullAsync(SlowPolicy.LatestOnly);
        await SendAsync(session, TestMethods.Note, ("a", 1), ("b", 2));
        Task waiting = SendAsync(session, SlowMethods.Waiting, ("c", 1));
        Assert.False(waiting.IsCompleted);

        OpenWindow();

        await AssertArriveAsync(raw, "b", "c");
        await waiting.Limited();
        Assert.Equal([("t.note", SlowPolicy.LatestOnly)], session.Dropped);
    }

    [Fact]
    public async Task Requests_PassWhatWaits()
    {
        (Side side, RawSide raw, SlowSession session) = await CreateFullAsync();
        await SendAsync(session, SlowMethods.Oldest, ("a", 1), ("b", 2), ("c", 3));
        Task<Answer> asked = side.AskAsync("x").AsTask();

        OpenWindow();
        var arrived = new List<string>();
        while (arrived.Count < 6)
            arrived.Add(await NextAsync(raw));
        await raw.SendAsync("""{"jsonrpc":"2.0","id":0,"result":{"text":"y"}}""");

        Assert.Equal("y", (await asked.Limited()).Text);
        Assert.Equal(["is being written", "fills the buffer", "a", "b", "c"], arrived.Where(static text => text != "x"));
    }

    [Fact]
    public async Task MessagesSent_CountsWhatWasSentOnly()
    {
        (Side side, RawSide raw, SlowSession session) = await CreateFullAsync();
        await SendAsync(session, SlowMethods.Latest, ("a", 1), ("b", 2));
        await SendAsync(session, SlowMethods.Newest, ("c", 1));
        Assert.Equal(2ul, side.Peer.MessagesSent);

        OpenWindow();
        await AssertArriveAsync(raw, "b");
        await side.Peer.FlushAsync().Limited();

        // What waited is counted by who followed its wait.
        while (side.Peer.MessagesSent < 3)
            await Task.Yield();
        Assert.Equal(3ul, side.Peer.MessagesSent);
    }

    [Fact]
    public async Task PreparedMessage_WaitsAndKeepsTheOrder()
    {
        (Side side, RawSide raw, SlowSession session) = await CreateFullAsync();
        await SendAsync(session, SlowMethods.Oldest, ("a", 1));
        WsPreparedMessage prepared = Peer.Prepare(SlowMethods.LatestOfNumber, new Note("b", 1), WireFormat.Json);

        Assert.False(side.Peer.TrySend(prepared));
        side.Peer.SendSlowly(session.Context, "t.latestOfNumber", SlowPolicy.LatestOnly, SlowMethods.LatestOfNumber.KeyOf(new Note("", 1)), prepared);
        await SendAsync(session, SlowMethods.Oldest, ("c", 1));
        await SendAsync(session, SlowMethods.LatestOfNumber, ("d", 1));
        OpenWindow();

        await AssertArriveAsync(raw, "a", "d", "c");
        Assert.Equal([("t.latestOfNumber", SlowPolicy.LatestOnly)], session.Dropped);
    }

    [Theory]
    [InlineData(SlowPolicy.DropNewest)]
    [InlineData(SlowPolicy.Disconnect)]
    public async Task PreparedMessage_PolicyDoesNotWait_IsDropped(SlowPolicy policy)
    {
        (Side side, _, SlowSession session) = await CreateFullAsync();
        WsPreparedMessage prepared = Peer.Prepare(TestMethods.Note, new Note("a"), WireFormat.Json);

        Assert.False(side.Peer.TrySend(prepared));
        side.Peer.SendSlowly(session.Context, "t.note", policy, null, prepared);

        Assert.Equal([("t.note", policy)], session.Dropped);
        Assert.Equal(policy == SlowPolicy.Disconnect, side.Peer.IsClosing);
    }

    [Fact]
    public async Task Send_CancelledBefore_IsNot()
    {
        (Side side, RawSide raw) = CreateRaw();
        var session = new SlowSession(side.Peer);

        await Assert.ThrowsAsync<TaskCanceledException>(() => session.SendOneWayAsync(SlowMethods.Oldest, new Note("a"), new CancellationToken(canceled: true)).AsTask());

        await raw.AssertNothingMoreAsync();
    }

    [Theory]
    [InlineData("ab", "ab", true)]
    [InlineData("ab", "ba", false)]
    [InlineData(null, null, true)]
    [InlineData(null, "ab", false)]
    public void Keys_AreComparedByValue(string? first, string? second, bool areEqual)
    {
        var names = new KeySelector<string?, string?>(static text => text?.ToUpperInvariant());
        var pairs = new KeySelector<string?, (string?, int)>(static text => (text?.ToUpperInvariant(), 1));

        foreach (KeySelector<string?> selector in new KeySelector<string?>[] { names, pairs })
        {
            Assert.Equal(areEqual, selector.KeyOf(first).Equals(selector.KeyOf(second)));
            if (areEqual)
                Assert.Equal(selector.KeyOf(first).GetHashCode(), selector.KeyOf(second).GetHashCode());
        }

        Assert.NotEqual(names.KeyOf(first), pairs.KeyOf(first));
    }

    private static async Task SendAsync(SlowSession session, OneWayMethod<Note> method, params (string Text, int Number)[] notes)
    {
        foreach ((string text, int number) in notes)
            await session.SendOneWayAsync(method, new Note(text, number)).Limited();
    }
}

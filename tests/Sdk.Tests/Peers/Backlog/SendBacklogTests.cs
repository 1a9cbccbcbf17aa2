using TypedWs.CompilerServices;
using TypedWs.Peers;
using TypedWs.Transport;

namespace TypedWs.Tests.Peers;

/// <summary>Sends that wait behind what may be dropped, and the end of a conversation in which messages wait.</summary>
[Trait("Category", "Concurrency")]
public sealed class SendBacklogTests : SlowClientTest
{
    private static readonly OneWayMethod<Ask> Unwritable = new("t.unwritable", new TestMethods.AskCodec());

    [Fact]
    public async Task Wait_BehindWhatWaits_KeepsTheOrder()
    {
        (_, RawSide raw, SlowSession session) = await CreateFullAsync();
        await PostAsync(session, "a");
        Task second = session.SendOneWayAsync(SlowMethods.Waiting, new Note("b")).AsTask();
        await PostAsync(session, "c");
        Task fourth = session.SendOneWayAsync(TestMethods.Note, new Note("d")).AsTask();
        Assert.False(second.IsCompleted || fourth.IsCompleted);

        OpenWindow();

        await AssertArriveAsync(raw, "a", "b", "c", "d");
        await Task.WhenAll(second, fourth).Limited();
        Assert.Empty(session.Dropped);
    }

    [Fact]
    public async Task Wait_Cancelled_LeavesTheLine()
    {
        (_, RawSide raw, SlowSession session) = await CreateFullAsync();
        using var cancellation = new CancellationTokenSource();
        await PostAsync(session, "a");
        Task second = session.SendOneWayAsync(SlowMethods.Waiting, new Note("b"), cancellation.Token).AsTask();
        await PostAsync(session, "c");

        await cancellation.CancelAsync();

        OperationCanceledException thrown = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second.Limited());
        Assert.Equal(cancellation.Token, thrown.CancellationToken);
        OpenWindow();
        await AssertArriveAsync(raw, "a", "c");
        await raw.AssertNothingMoreAsync();
    }

    /// <summary>The turn of the message is under way, and finds none.</summary>
    [Fact]
    public async Task Wait_TheLastInLineIsCancelled_NothingIsSent()
    {
        (Side side, RawSide raw, SlowSession session) = await CreateFullAsync();
        using var cancellation = new CancellationTokenSource();
        await PostAsync(session, "a");
        Task second = session.SendOneWayAsync(SlowMethods.Waiting, new Note("b"), cancellation.Token).AsTask();
        Task<WsClosed> closing = side.Peer.CloseAsync();

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second.Limited());
        OpenWindow();
        await AssertArriveAsync(raw, "a");
        Assert.True((await closing.Limited()).Clean);
    }

    [Fact]
    public async Task Wait_CannotBeWritten_FailsAloneAndTheOthersAreSent()
    {
        (_, RawSide raw, SlowSession session) = await CreateFullAsync();
        await PostAsync(session, "a");
        Task second = session.SendOneWayAsync(Unwritable, new Ask(TestMethods.AskCodec.Unwritable)).AsTask();
        await PostAsync(session, "c");

        OpenWindow();

        await AssertArriveAsync(raw, "a", "c");
        await Assert.ThrowsAsync<NotSupportedException>(() => second.Limited());
    }

    [Fact]
    public async Task Follow_IsSentInItsTurnAndNeverDropped()
    {
        (Side side, RawSide raw, SlowSession session) = await CreateFullAsync();
        EncodedMessage first = Encoded(session, "a", SlowPolicy.DropOldest);
        var backlog = new SendBacklog(side.Connection, WsMessageType.Text, 2 * first.Size, static () => { });

        Assert.Null(backlog.Defer(first));
        Assert.True(backlog.TryFollow(Encoded(session, "b", SlowPolicy.DropNewest)));
        Assert.Equal([first], backlog.Defer(Encoded(session, "c", SlowPolicy.DropOldest)));
        Assert.False(backlog.TryFollow(Encoded(session, "d", SlowPolicy.DropNewest)));
        OpenWindow();

        await AssertArriveAsync(raw, "b", "c");
        await backlog.WhenEmptyAsync().Limited();
        Assert.True(backlog.IsEmpty);
    }

    [Fact]
    public async Task CloseAsync_SendsWhatWaitsFirst()
    {
        (Side side, RawSide raw, SlowSession session) = await CreateFullAsync();
        await PostAsync(session, "a", "b", "c");
        Task waiting = session.SendOneWayAsync(SlowMethods.Waiting, new Note("d")).AsTask();

        Task<WsClosed> closing = side.Peer.CloseAsync();
        await Assert.ThrowsAsync<WsClosedException>(() => session.SendOneWayAsync(SlowMethods.Newest, new Note("late")).AsTask());
        OpenWindow();

        await AssertArriveAsync(raw, "a", "b", "c", "d");
        await waiting.Limited();
        Assert.True((await closing.Limited()).Clean);
    }

    [Fact]
    public async Task DrainAsync_SendsWhatWaitsFirst()
    {
        (Side side, RawSide raw, SlowSession session) = await CreateFullAsync();
        await PostAsync(session, "a", "b");

        Task<WsClosed> draining = side.Peer.DrainAsync("the test stops", CancellationToken.None);
        OpenWindow();

        Assert.Equal("is being written", await NextAsync(raw));
        Assert.Equal("fills the buffer", await NextAsync(raw));
        Assert.Contains("$/session.goaway", await raw.NextTextAsync(), StringComparison.Ordinal);
        Assert.Equal("a", await NextAsync(raw));
        Assert.Equal("b", await NextAsync(raw));
        Assert.Equal(WsCloseCode.GoingAway, (await draining.Limited()).Code);
    }

    [Fact]
    public async Task Abort_WhatWaitsIsGoneAndItsSenderIsTold()
    {
        (Side side, _, SlowSession session) = await CreateFullAsync();
        await PostAsync(session, "a");
        Task waiting = session.SendOneWayAsync(SlowMethods.Waiting, new Note("b")).AsTask();
        Task flushing = side.Peer.FlushAsync().AsTask();

        side.Peer.Abort("gone");

        Assert.Equal("gone", (await Assert.ThrowsAsync<WsClosedException>(() => waiting.Limited())).Closed.Reason);
        await Assert.ThrowsAsync<WsClosedException>(() => flushing.Limited());
        await Assert.ThrowsAsync<WsClosedException>(() => session.SendOneWayAsync(SlowMethods.Oldest, new Note("c")).AsTask());
        Assert.Empty(session.Dropped);
    }

    [Fact]
    public async Task FlushAsync_WaitsForWhatWaits()
    {
        (Side side, RawSide raw, SlowSession session) = await CreateFullAsync();
        await PostAsync(session, "a");
        Task flushing = side.Peer.FlushAsync().AsTask();
        Assert.False(flushing.IsCompleted);

        OpenWindow();

        await flushing.Limited();
        await AssertArriveAsync(raw, "a");
    }

    private static async Task PostAsync(SlowSession session, params string[] texts)
    {
        foreach (string text in texts)
            await session.SendOneWayAsync(SlowMethods.Oldest, new Note(text)).Limited();
    }

    private static EncodedMessage Encoded(SlowSession session, string text, SlowPolicy policy)
        => new(session.Context, "t.note", policy, null, Peer.Prepare(TestMethods.Note, new Note(text), WireFormat.Json).Payload);
}

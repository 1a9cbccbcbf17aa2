using Chat.Contracts;

namespace TypedWs.Testing.Tests.Doubles;

/// <summary>The generated double of a client's handler, called as a client calls it.</summary>
public sealed class ClientHandlerTests
{
    private readonly RecordingChatClientHandler _handler = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Messages_AreRecordedInOrder_TogetherAndByType()
    {
        await _handler.OnSaidAsync(Line("one"), Token);
        await _handler.OnMembersChangedAsync(new MembersChanged("lobby", []), Token);
        await _handler.OnSaidAsync(Line("two"), Token);

        Assert.Equal(["one", "two"], _handler.SaidMessages.Select(static said => said.Text));
        Assert.Equal([typeof(Said), typeof(MembersChanged), typeof(Said)], _handler.All.Select(static message => message.GetType()));
    }

    [Fact]
    public async Task Next_OfWhatCameBefore_IsTakenOnceAndInOrder()
    {
        await _handler.OnSaidAsync(Line("one"), Token);
        await _handler.OnSaidAsync(Line("two"), Token);

        Assert.Equal("one", (await _handler.NextSaidAsync(Token)).Text);
        Assert.Equal("two", (await _handler.NextSaidAsync(Token)).Text);
        _handler.NextTimeout = TimeSpan.Zero;
        await Assert.ThrowsAsync<TimeoutException>(() => _handler.NextSaidAsync(Token));
    }

    [Fact]
    public async Task Next_OfWhatIsToCome_WaitsForItsOwnType()
    {
        Task<Said> first = _handler.NextSaidAsync(Token);
        Task<Said> second = _handler.NextSaidAsync(Token);

        await _handler.OnMembersChangedAsync(new MembersChanged("lobby", []), Token);
        await _handler.OnSaidAsync(Line("one"), Token);
        await _handler.OnSaidAsync(Line("two"), Token);

        Assert.Equal(("one", "two"), ((await first).Text, (await second).Text));
    }

    [Fact]
    public async Task Next_ThatWasCancelled_LeavesTheMessageToOthers()
    {
        using var cancellation = new CancellationTokenSource();
        Task<Said> given = _handler.NextSaidAsync(cancellation.Token);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => given);

        await _handler.OnSaidAsync(Line("one"), Token);

        Assert.Equal("one", (await _handler.NextSaidAsync(Token)).Text);
    }

    [Fact]
    public async Task Next_ThatTimesOut_ListsWhatCameWithoutItsContent()
    {
        _handler.NextTimeout = TimeSpan.Zero;
        await _handler.OnSaidAsync(Line("secret"), Token);
        await _handler.OnMembersChangedAsync(new MembersChanged("lobby", []), Token);
        await _handler.NextSaidAsync(Token);

        var error = await Assert.ThrowsAsync<TimeoutException>(() => _handler.NextSaidAsync(Token));

        Assert.Equal("RecordingChatClientHandler: no Said came within 0 s. What came: Said (awaited before), MembersChanged.", error.Message);
    }

    [Fact]
    public async Task Request_WithAReply_IsAnsweredAndRecorded()
    {
        _handler.AreYouThereReply = (_, _) => new(new Presence(Away: true));

        Presence presence = await _handler.OnAreYouThereAsync(new AreYouThere(), Token);

        Assert.True(presence.Away);
        Assert.Single(_handler.AreYouThereMessages);
    }

    [Fact]
    public async Task Request_WithoutAReply_FailsWithWhatToSet()
    {
        var error = await Assert.ThrowsAsync<RemoteException>(async () => await _handler.OnAreYouThereAsync(new AreYouThere(), Token));

        Assert.Equal("RecordingChatClientHandler was asked AreYouThere and has no reply. Set AreYouThereReply before.", error.Message);
        Assert.Single(_handler.AreYouThereMessages);
    }

    [Fact]
    [Trait("Category", "Concurrency")]
    public async Task Next_OfManyWaiters_GetsEveryMessageOnce()
    {
        const int Count = 200;
        Task<Said>[] waiting = [.. Enumerable.Range(0, Count).Select(_ => Task.Run(() => _handler.NextSaidAsync(Token), Token))];

        await Parallel.ForAsync(0, Count, Token, (i, token) => _handler.OnSaidAsync(Line($"{i}"), token));

        Said[] heard = await Task.WhenAll(waiting);
        Assert.Equal(Enumerable.Range(0, Count).Select(static i => $"{i}").Order(), heard.Select(static said => said.Text).Order());
    }

    private static Said Line(string text) => new("lobby", "ada", text, DateTimeOffset.UnixEpoch);
}

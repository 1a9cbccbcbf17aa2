using System.Security.Claims;
using Chat.Contracts;
using Microsoft.Extensions.Time.Testing;
using TypedWs.AspNetCore.Tests;

namespace TypedWs.Testing.Tests.Sessions;

/// <summary>Sessions without a server.</summary>
public sealed class RecordingSessionsTests : IAsyncDisposable
{
    private static readonly Said Line = new("lobby", "ada", "hello", DateTimeOffset.UnixEpoch);

    private readonly RecordingChatSessions _chat = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sends_ToAnyAudience_AreRecordedWithTheirTarget()
    {
        ChatSession ada = await _chat.ConnectAsync("ada", cancellationToken: Token);
        ChatSession bob = await _chat.ConnectAsync("bob", cancellationToken: Token);

        await ada.SendSaidAsync(Line, Token);
        await ada.Group("lobby").SendSaidAsync(Line, Token);
        await ada.Group("lobby").Except(bob).Except(ada).SendSaidAsync(Line, Token);
        await _chat.Sessions.User("bob").SendSaidAsync(Line, Token);
        await _chat.Sessions.All.SendSaidAsync(Line, Token);

        Assert.Equal(
            [
                new SentMessage(MessageTarget.Session(ada), Line),
                new SentMessage(MessageTarget.Group("lobby"), Line),
                new SentMessage(MessageTarget.Group("lobby").Except(ada).Except(bob), Line),
                new SentMessage(MessageTarget.User("bob"), Line),
                new SentMessage(MessageTarget.All, Line),
            ],
            _chat.Sent);
    }

    [Theory]
    [InlineData(WireFormat.Json)]
    [InlineData(WireFormat.MessagePack)]
    public async Task Sends_ToAGroup_ReachTheClientsOfItsMembers(WireFormat format)
    {
        var adas = new RecordingChatClientHandler();
        var bobs = new RecordingChatClientHandler();
        var carols = new RecordingChatClientHandler();
        ChatSession ada = await _chat.ConnectAsync("ada", adas, format, Token);
        ChatSession bob = await _chat.ConnectAsync("bob", bobs, format, Token);
        ChatSession carol = await _chat.ConnectAsync("carol", carols, format, Token);
        ada.JoinGroup("lobby");
        bob.JoinGroup("lobby");
        carol.JoinGroup("lobby");
        carol.LeaveGroup("lobby");

        await ada.Group("lobby").Except(ada).SendSaidAsync(Line, Token);
        await _chat.Sessions.All.SendMembersChangedAsync("lobby", [], Token);

        // What is sent to one client arrives in order: whoever has the second message would have had the first.
        await Task.WhenAll(adas.NextMembersChangedAsync(Token), bobs.NextMembersChangedAsync(Token), carols.NextMembersChangedAsync(Token));
        Assert.Equal([Line], bobs.SaidMessages);
        Assert.Empty(adas.SaidMessages);
        Assert.Empty(carols.SaidMessages);
    }

    [Fact]
    public async Task Request_IsRecordedAndAnsweredByTheClient()
    {
        var client = new RecordingChatClientHandler { AreYouThereReply = static (_, _) => new(new Presence(Away: true)) };
        ChatSession ada = await _chat.ConnectAsync("ada", client, cancellationToken: Token);

        Presence presence = await ada.AreYouThereAsync(Token);

        Assert.True(presence.Away);
        Assert.Equal([new SentMessage(MessageTarget.Session(ada), new AreYouThere())], _chat.Sent);
    }

    [Fact]
    public async Task Request_ThatTheClientDoesNotAnswer_TimesOutByTheTestsClock()
    {
        var time = new FakeTimeProvider();
        await using var chat = new RecordingChatSessions(time);
        var client = new RecordingChatClientHandler
        {
            AreYouThereReply = static async (_, token) =>
            {
                await Task.Delay(Timeout.Infinite, token);
                return new Presence(Away: false);
            },
        };
        ChatSession ada = await chat.ConnectAsync("ada", client, cancellationToken: Token);

        Task<Presence> asking = ada.AreYouThereAsync(Token).AsTask();
        await client.NextAreYouThereAsync(Token);
        time.Advance(TimeSpan.FromSeconds(6)); // The contract says 5.

        await Assert.ThrowsAsync<RequestTimeoutException>(() => asking.Soon());
    }

    [Fact]
    public async Task Session_HasUserItemsAndPlaceAmongTheSessions()
    {
        var user = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, "ada"), new Claim(ClaimTypes.Role, "moderator")], "test"));
        ChatSession ada = await _chat.ConnectAsync(user, cancellationToken: Token);
        ChatSession nobody = await _chat.ConnectAsync(cancellationToken: Token);
        ada.Items["key"] = 1;

        Assert.Equal("ada", ada.UserId);
        Assert.True(ada.User.IsInRole("moderator"));
        Assert.Equal(1, ada.Items["key"]);
        Assert.Null(nobody.UserId);
        Assert.Equal([ada, nobody], _chat.Sessions);
        Assert.Same(ada, _chat.Sessions.Session(ada.Id));
        Assert.Equal(1, _chat.Sessions.User("ada").Count);
    }

    [Fact]
    public async Task Session_ThatClosed_IsInNoAudience()
    {
        ChatSession ada = await _chat.ConnectAsync("ada", cancellationToken: Token);
        ada.JoinGroup("lobby");
        Assert.Equal(1, _chat.Sessions.Group("lobby").Count);

        await ada.CloseAsync(cancellationToken: Token);

        Assert.Equal(0, _chat.Sessions.Group("lobby").Count);
        Assert.Empty(_chat.Sessions);
        Assert.Null(_chat.Sessions.Session(ada.Id));
    }

    [Fact]
    public async Task RenewUser_TakesTheSameUserOnly()
    {
        ChatSession ada = await _chat.ConnectAsync("ada", cancellationToken: Token);
        var moderator = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, "ada"), new Claim(ClaimTypes.Role, "moderator")], "test"));

        ada.RenewUser(moderator, DateTimeOffset.UnixEpoch);

        Assert.True(ada.User.IsInRole("moderator"));
        Assert.Equal(DateTimeOffset.UnixEpoch, ada.UserExpiresAt);
        Assert.Throws<ArgumentException>(() => ada.RenewUser(new ClaimsPrincipal(), null));
    }

    [Fact]
    public async Task NextSent_WaitsForWhatIsSentLater()
    {
        ChatSession ada = await _chat.ConnectAsync("ada", cancellationToken: Token);
        Task<SentMessage> next = _chat.NextSentAsync(Token);
        Assert.False(next.IsCompleted);

        await ada.SendSaidAsync(Line, Token);

        Assert.Equal(new SentMessage(MessageTarget.Session(ada), Line), await next);
    }

    [Fact]
    public async Task NextSent_ThatTimesOut_ListsWhatWasSentToWhom()
    {
        _chat.NextTimeout = TimeSpan.Zero;
        ChatSession ada = await _chat.ConnectAsync("ada", cancellationToken: Token);
        await ada.Group("lobby").Except(ada).SendSaidAsync(Line, Token);
        await _chat.NextSentAsync(Token);

        var error = await Assert.ThrowsAsync<TimeoutException>(() => _chat.NextSentAsync(Token));

        Assert.Equal("RecordingChatSessions: no message came within 0 s. What came: Said to group \"lobby\" except session 1 (awaited before).", error.Message);
    }

    public ValueTask DisposeAsync() => _chat.DisposeAsync();
}

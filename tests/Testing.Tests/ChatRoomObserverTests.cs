using Chat.Contracts;
using Chat.Server;

namespace TypedWs.Testing.Tests;

/// <summary>Who tells a room of the chat sample about its members; the tests call it as the server would.</summary>
public sealed class ChatRoomObserverTests : IAsyncDisposable
{
    private readonly RecordingChatSessions _chat = new();
    private readonly ChatRooms _rooms = new();
    private readonly RoomObserver _observer;

    public ChatRoomObserverTests() => _observer = new RoomObserver(_rooms);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Joined_TellsTheOthersOfTheRoom()
    {
        await JoinAsync("ada");
        ChatSession bob = await JoinAsync("bob");

        await _observer.OnJoinedAsync("lobby", bob, Token);

        SentMessage told = Assert.Single(_chat.Sent);
        Assert.Equal(MessageTarget.Group("lobby").Except(bob), told.Target);
        Assert.Equal(["ada", "bob"], Assert.IsType<MembersChanged>(told.Message).Members);
    }

    [Fact]
    public async Task Left_TellsWhoIsStillThere()
    {
        await JoinAsync("ada");
        ChatSession bob = await JoinAsync("bob");
        bob.LeaveGroup("lobby");

        await _observer.OnLeftAsync("lobby", bob, Token);

        SentMessage told = Assert.Single(_chat.Sent);
        Assert.Equal(MessageTarget.Group("lobby"), told.Target);
        Assert.Equal(["ada"], Assert.IsType<MembersChanged>(told.Message).Members);
    }

    [Fact]
    public async Task Left_TheLastOne_ForgetsTheLines()
    {
        ChatSession ada = await JoinAsync("ada");
        _rooms.Keep(new Said("lobby", "ada", "hello", DateTimeOffset.UnixEpoch));
        ada.LeaveGroup("lobby");

        await _observer.OnLeftAsync("lobby", ada, Token);

        Assert.Empty(_rooms.LinesOf("lobby", 50));
    }

    public ValueTask DisposeAsync()
    {
        _observer.Dispose();
        return _chat.DisposeAsync();
    }

    private async Task<ChatSession> JoinAsync(string user)
    {
        ChatSession session = await _chat.ConnectAsync(user, cancellationToken: Token);
        session.JoinGroup("lobby");
        return session;
    }
}

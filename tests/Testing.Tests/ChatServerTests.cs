using Chat.Contracts;
using Chat.Server;
using Microsoft.Extensions.Time.Testing;

namespace TypedWs.Testing.Tests;

/// <summary>The chat sample's handler as its own unit tests would test it: no server, no network.</summary>
public sealed class ChatServerTests : IAsyncDisposable
{
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UnixEpoch);
    private readonly RecordingChatSessions _chat = new();
    private readonly ChatRooms _rooms = new();
    private readonly ChatServer _server;

    public ChatServerTests() => _server = new ChatServer(_rooms, _time);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Join_SeveralSessionsOfAUser_NamesEachUserOnce()
    {
        await JoinAsync("bob");
        await JoinAsync("ada");
        ChatSession ada = await _chat.ConnectAsync("ada", cancellationToken: Token);

        Joined joined = await _server.OnJoinAsync(new Join("lobby"), ada, Token);

        Assert.Equal(["ada", "bob"], joined.Members);
        Assert.Equal(3, _chat.Sessions.Group("lobby").Count);
    }

    [Fact]
    public async Task Leave_OfAMember_TakesItOutOfTheRoom()
    {
        ChatSession ada = await JoinAsync("ada");

        await _server.OnLeaveAsync(new Leave("lobby"), ada, Token);

        Assert.Empty(_chat.Sessions.Group("lobby"));
    }

    [Fact]
    public async Task Say_OfAMember_GoesToTheRoom()
    {
        ChatSession ada = await JoinAsync("ada");

        await _server.OnSayAsync(new Say("lobby", "hello"), ada, Token);

        Assert.Equal(new SentMessage(MessageTarget.Group("lobby"), new Said("lobby", "ada", "hello", DateTimeOffset.UnixEpoch)), _chat.Sent[^1]);
    }

    [Fact]
    public async Task Say_OfAStranger_GoesNowhere()
    {
        ChatSession stranger = await _chat.ConnectAsync(cancellationToken: Token);

        await _server.OnSayAsync(new Say("lobby", "hello"), stranger, Token);

        Assert.Empty(_chat.Sent);
    }

    [Fact]
    public async Task RollCall_AsksEverybodyAndGoesOnWithoutThoseWhoFail()
    {
        ChatSession ada = await JoinAsync("ada", new RecordingChatClientHandler { AreYouThereReply = static (_, _) => new(new Presence(Away: true)) });
        await JoinAsync("bob", new RecordingChatClientHandler { AreYouThereReply = static (_, _) => throw new InvalidOperationException() });

        RollCalled called = await _server.OnRollCallAsync(new RollCall("lobby"), ada, Token);

        Assert.Equal([new Attendance("ada", new Presence(Away: true)), new Attendance("bob")], called.Members);
    }

    [Fact]
    public async Task Clear_ForgetsTheLinesOfTheRoomAlone()
    {
        ChatSession ada = await JoinAsync("ada");
        await _server.OnJoinAsync(new Join("attic"), ada, Token);
        await _server.OnSayAsync(new Say("lobby", "hello"), ada, Token);
        await _server.OnSayAsync(new Say("attic", "hello"), ada, Token);

        await _server.OnClearAsync(new Clear("lobby"), ada, Token);

        Assert.Empty(_rooms.LinesOf("lobby", 50));
        Assert.Single(_rooms.LinesOf("attic", 50));
    }

    public ValueTask DisposeAsync() => _chat.DisposeAsync();

    private async Task<ChatSession> JoinAsync(string user, RecordingChatClientHandler? client = null)
    {
        ChatSession session = await _chat.ConnectAsync(user, client, cancellationToken: Token);
        await _server.OnJoinAsync(new Join("lobby"), session, Token);
        return session;
    }
}

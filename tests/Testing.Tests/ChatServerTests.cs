using Chat.Contracts;
using Chat.Server;
using Microsoft.Extensions.Time.Testing;
using TypedWs.Transport;

namespace TypedWs.Testing.Tests;

/// <summary>The chat sample's handler as its own unit tests would test it: no server, no network.</summary>
public sealed class ChatServerTests : IAsyncDisposable
{
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UnixEpoch);
    private readonly RecordingChatSessions _chat = new();
    private readonly ChatServer _server;

    public ChatServerTests() => _server = new ChatServer(new ChatRooms(), _time);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Join_TellsTheOthersOfTheRoom()
    {
        ChatSession ada = await JoinAsync("ada");
        ChatSession bob = await JoinAsync("bob");

        Assert.Equal(
            [MessageTarget.Group("lobby").Except(ada), MessageTarget.Group("lobby").Except(bob)],
            _chat.Sent.Select(static sent => sent.Target));
        Assert.Equal(["ada", "bob"], Assert.IsType<MembersChanged>(_chat.Sent[^1].Message).Members);
        Assert.Equal(2, _chat.Sessions.Group("lobby").Count);
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
    public async Task Disconnect_TellsTheRoomsThatTheClientWasIn()
    {
        await JoinAsync("ada");
        ChatSession bob = await JoinAsync("bob");
        WsClosed closed = await bob.CloseAsync(cancellationToken: Token);

        await _server.OnDisconnectedAsync(bob, closed);

        SentMessage told = _chat.Sent[^1];
        Assert.Equal(MessageTarget.Group("lobby"), told.Target);
        Assert.Equal(["ada"], Assert.IsType<MembersChanged>(told.Message).Members);
    }

    public ValueTask DisposeAsync() => _chat.DisposeAsync();

    private async Task<ChatSession> JoinAsync(string user, RecordingChatClientHandler? client = null)
    {
        ChatSession session = await _chat.ConnectAsync(user, client, cancellationToken: Token);
        await _server.OnJoinAsync(new Join("lobby", user), session, Token);
        return session;
    }
}

using Chat.Contracts;
using Microsoft.Extensions.DependencyInjection;

namespace TypedWs.Testing.Tests.Doubles;

/// <summary>The generated double of a server's handler, behind a server in memory: for tests of clients.</summary>
public sealed class ServerHandlerTests
{
    private readonly RecordingChatServerHandler _handler = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Messages_AreRecordedWithTheirSession()
    {
        await using TypedWsTestHost host = await StartAsync();
        await using ChatClient client = await host.ConnectAsync<ChatClient>(cancellationToken: Token);

        await client.SendSayAsync("lobby", "hello", Token);

        Assert.Equal(new Say("lobby", "hello"), await _handler.NextSayAsync(Token));
        ReceivedMessage<ChatSession> received = Assert.Single(_handler.All);
        Assert.Equal(new Say("lobby", "hello"), received.Message);
        Assert.Same(Assert.Single(host.Services.GetRequiredService<ChatSessions>()), received.Session);
    }

    [Fact]
    public async Task Request_WithAReply_IsAnswered()
    {
        _handler.JoinReply = (join, _, _) => new(new Joined([join.Room, "bob"]));
        await using TypedWsTestHost host = await StartAsync();
        await using ChatClient client = await host.ConnectAsync<ChatClient>(cancellationToken: Token);

        Joined joined = await client.JoinAsync("lobby", Token);

        Assert.Equal(["lobby", "bob"], joined.Members);
    }

    [Fact]
    public async Task Request_WithoutAReply_TellsItsCallerWhatToSet()
    {
        await using TypedWsTestHost host = await StartAsync();
        await using ChatClient client = await host.ConnectAsync<ChatClient>(cancellationToken: Token);

        var error = await Assert.ThrowsAsync<RemoteException>(async () => await client.JoinAsync("lobby", Token));

        Assert.Equal("RecordingChatServerHandler was asked Join and has no reply. Set JoinReply before.", error.Message);
    }

    [Fact]
    public async Task Request_WithoutData_IsAcknowledgedUnlessTheTestSaysOtherwise()
    {
        await using TypedWsTestHost host = await StartAsync();
        await using ChatClient client = await host.ConnectAsync<ChatClient>(cancellationToken: Token);

        await client.LeaveAsync("lobby", Token);
        _handler.LeaveReply = (_, _, _) => throw new RemoteException(7, "stay");

        var error = await Assert.ThrowsAsync<RemoteException>(async () => await client.LeaveAsync("lobby", Token));
        Assert.Equal(7, error.Code);
        Assert.Equal(2, _handler.LeaveMessages.Count);
    }

    [Fact]
    public async Task Stream_WithAReply_IsStreamed()
    {
        Said[] lines = [new Said("lobby", "ada", "one", DateTimeOffset.UnixEpoch), new Said("lobby", "ada", "two", DateTimeOffset.UnixEpoch)];
        _handler.HistoryReply = (_, _, _) => lines.ToAsyncEnumerable();
        await using TypedWsTestHost host = await StartAsync();
        await using ChatClient client = await host.ConnectAsync<ChatClient>(cancellationToken: Token);

        Said[] history = await client.HistoryAsync("lobby", cancellationToken: Token).ToArrayAsync(Token);

        Assert.Equal(lines, history);
        Assert.Equal(new History("lobby"), Assert.Single(_handler.HistoryMessages));
    }

    private Task<TypedWsTestHost> StartAsync()
        => TypedWsTestHost.StartAsync<RecordingChatServerHandler>(services =>
        {
            services.AddSingleton(_handler).AddTypedWs().AddProtocol<ChatProtocol>();
            services.AddAuthorizationBuilder().AddPolicy("Moderators", static policy => policy.RequireRole("moderator"));
        });
}

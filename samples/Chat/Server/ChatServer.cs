using Chat.Contracts;
using TypedWs;
using TypedWs.Transport;

namespace Chat.Server;

/// <summary>Handles the messages of one client; every client has its own.</summary>
internal sealed class ChatServer(ChatRooms rooms, TimeProvider time) : IChatServerHandler, ISessionLifetime<ChatSession>
{
    public ValueTask OnConnectedAsync(ChatSession session, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public async ValueTask<Joined> OnJoinAsync(Join join, ChatSession session, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> members = rooms.Join(join.Room, join.User, session);
        session.JoinGroup(join.Room);
        await session.Group(join.Room).Except(session).SendMembersChangedAsync(join.Room, members, cancellationToken);
        return new Joined(members);
    }

    public async ValueTask OnLeaveAsync(Leave leave, ChatSession session, CancellationToken cancellationToken)
    {
        session.LeaveGroup(leave.Room);
        if (rooms.Leave(leave.Room, session) is { } members)
            await session.Group(leave.Room).SendMembersChangedAsync(leave.Room, members, cancellationToken);
    }

    public async ValueTask OnSayAsync(Say say, ChatSession session, CancellationToken cancellationToken)
    {
        if (rooms.UserIn(say.Room, session) is { } user)
        {
            var said = new Said(say.Room, user, say.Text, time.GetUtcNow());
            rooms.Keep(said);
            await session.Group(say.Room).SendSaidAsync(said, cancellationToken);
        }
    }

    public IAsyncEnumerable<Said> OnHistoryAsync(History history, ChatSession session, CancellationToken cancellationToken)
        => rooms.LinesOf(history.Room, history.Last).ToAsyncEnumerable();

    public async ValueTask<RollCalled> OnRollCallAsync(RollCall call, ChatSession session, CancellationToken cancellationToken)
    {
        // The asker is asked, too, while it waits for this very answer: a request never waits for a running handler.
        return new RollCalled(await Task.WhenAll(rooms.MembersOf(call.Room).Select(member => AskAsync(member, cancellationToken))));
    }

    public async ValueTask OnDisconnectedAsync(ChatSession session, WsClosed closed)
    {
        foreach ((string room, IReadOnlyList<string> members) in rooms.LeaveAll(session))
            await session.Group(room).SendMembersChangedAsync(room, members);
    }

    private static async Task<Attendance> AskAsync(Member member, CancellationToken cancellationToken)
    {
        try
        {
            return new Attendance(member.User, await member.Session.AreYouThereAsync(cancellationToken));
        }
        catch (Exception e) when (e is OperationCanceledException or RequestTimeoutException or RemoteException or RequestLostException or WsException)
        {
            return new Attendance(member.User);
        }
    }
}

using Chat.Contracts;
using TypedWs;
using TypedWs.Transport;

namespace Chat.Server;

/// <summary>Handles the messages of one client; every client has its own. A room is a group, and a name is who logged in.</summary>
internal sealed class ChatServer(ChatRooms rooms, TimeProvider time) : IChatServerHandler
{
    public ValueTask<Joined> OnJoinAsync(Join join, ChatSession session, CancellationToken cancellationToken)
    {
        session.JoinGroup(join.Room); // The others are told by RoomObserver.
        return ValueTask.FromResult(new Joined(session.Group(join.Room).Names()));
    }

    public ValueTask OnLeaveAsync(Leave leave, ChatSession session, CancellationToken cancellationToken)
    {
        session.LeaveGroup(leave.Room);
        return ValueTask.CompletedTask;
    }

    public async ValueTask OnSayAsync(Say say, ChatSession session, CancellationToken cancellationToken)
    {
        if (session is { UserId: { } user } && session.Groups.Contains(say.Room))
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
        IEnumerable<ChatSession> members = session.Group(call.Room).OrderBy(static member => member.UserId, StringComparer.Ordinal);
        return new RollCalled(await Task.WhenAll(members.Select(member => AskAsync(member, cancellationToken))));
    }

    public ValueTask OnClearAsync(Clear clear, ChatSession session, CancellationToken cancellationToken)
    {
        rooms.Forget(clear.Room);
        return ValueTask.CompletedTask;
    }

    private static async Task<Attendance> AskAsync(ChatSession member, CancellationToken cancellationToken)
    {
        string user = member.UserId ?? member.Id;
        try
        {
            return new Attendance(user, await member.AreYouThereAsync(cancellationToken));
        }
        catch (Exception e) when (e is OperationCanceledException or RequestTimeoutException or RemoteException or RequestLostException or WsException)
        {
            return new Attendance(user);
        }
    }
}

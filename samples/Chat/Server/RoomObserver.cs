using Chat.Contracts;
using TypedWs;

namespace Chat.Server;

/// <summary>Tells a room who comes and who goes, also those whose connection ended. Thread-safe: the server calls it for several sessions at once.</summary>
internal sealed class RoomObserver(ChatRooms rooms) : IGroupObserver<ChatSession>, IDisposable
{
    private readonly SemaphoreSlim _turn = new(1); // One list at a time is made and sent: the last one that a room gets is the newest.

    public ValueTask OnJoinedAsync(string group, ChatSession session, CancellationToken cancellationToken)
        => TellAsync(group, session.Group(group), session.Group(group).Except(session), cancellationToken);

    public ValueTask OnLeftAsync(string group, ChatSession session, CancellationToken cancellationToken)
        => TellAsync(group, session.Group(group), session.Group(group), cancellationToken);

    public void Dispose() => _turn.Dispose();

    private async ValueTask TellAsync(string room, ChatAudience members, ChatAudience told, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (members.Count == 0)
                rooms.Forget(room);
            await told.SendMembersChangedAsync(room, members.Names(), cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }
}

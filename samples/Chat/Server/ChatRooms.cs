using Chat.Contracts;

namespace Chat.Server;

/// <summary>Who is in which room. The groups of the sessions say where to send; this says under which name. Thread-safe.</summary>
internal sealed class ChatRooms
{
    private const int MaxLines = 100;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, List<Member>> _rooms = []; // Guarded by _gate.
    private readonly Dictionary<string, Queue<Said>> _lines = []; // Guarded by _gate; a room's lines go with its last member.

    /// <summary>Puts a client into a room, or gives it another name there.</summary>
    /// <returns>The names of the members.</returns>
    public IReadOnlyList<string> Join(string room, string user, ChatSession session)
    {
        lock (_gate)
        {
            if (!_rooms.TryGetValue(room, out List<Member>? members))
                _rooms[room] = members = [];

            members.RemoveAll(member => member.Session == session);
            members.Add(new Member(user, session));
            return Names(members);
        }
    }

    /// <summary>Takes a client out of a room.</summary>
    /// <returns>The names of the others, or null where it was not there.</returns>
    public IReadOnlyList<string>? Leave(string room, ChatSession session)
    {
        lock (_gate)
        {
            if (!_rooms.TryGetValue(room, out List<Member>? members) || members.RemoveAll(member => member.Session == session) == 0)
                return null;

            if (members.Count == 0)
            {
                _rooms.Remove(room);
                _lines.Remove(room);
            }

            return Names(members);
        }
    }

    /// <summary>Takes a client out of every room.</summary>
    /// <returns>The rooms that it was in, with the names of the others.</returns>
    public IReadOnlyList<(string Room, IReadOnlyList<string> Members)> LeaveAll(ChatSession session)
    {
        lock (_gate)
        {
            string[] rooms = [.. _rooms.Where(room => room.Value.Exists(member => member.Session == session)).Select(room => room.Key)];
            return [.. rooms.Select(room => (room, Leave(room, session)!))];
        }
    }

    /// <summary>Keeps a line, and forgets the oldest.</summary>
    public void Keep(Said said)
    {
        lock (_gate)
        {
            if (!_lines.TryGetValue(said.Room, out Queue<Said>? lines))
                _lines[said.Room] = lines = [];

            lines.Enqueue(said);
            if (lines.Count > MaxLines)
                lines.Dequeue();
        }
    }

    /// <summary>The last lines of a room.</summary>
    public IReadOnlyList<Said> LinesOf(string room, int last)
    {
        lock (_gate)
            return _lines.TryGetValue(room, out Queue<Said>? lines) ? [.. lines.TakeLast(last)] : [];
    }

    public IReadOnlyList<Member> MembersOf(string room)
    {
        lock (_gate)
            return _rooms.TryGetValue(room, out List<Member>? members) ? [.. members] : [];
    }

    /// <summary>The name of a client in a room, or null where it is not there.</summary>
    public string? UserIn(string room, ChatSession session) => MembersOf(room).FirstOrDefault(member => member.Session == session)?.User;

    private static string[] Names(List<Member> members) => [.. members.Select(member => member.User)];
}

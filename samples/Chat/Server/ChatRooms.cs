using Chat.Contracts;

namespace Chat.Server;

/// <summary>The last lines of each room. Who is in it, the groups of the sessions know. Thread-safe.</summary>
internal sealed class ChatRooms
{
    private const int MaxLines = 100;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Queue<Said>> _lines = []; // Guarded by _gate.

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

    /// <summary>Forgets the lines of a room.</summary>
    public void Forget(string room)
    {
        lock (_gate)
            _lines.Remove(room);
    }

    /// <summary>The last lines of a room.</summary>
    public IReadOnlyList<Said> LinesOf(string room, int last)
    {
        lock (_gate)
            return _lines.TryGetValue(room, out Queue<Said>? lines) ? [.. lines.TakeLast(last)] : [];
    }
}

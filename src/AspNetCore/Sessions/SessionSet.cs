namespace TypedWs.AspNetCore.Sessions;

/// <summary>
/// Sessions that are sent to together: a group, a user's, or all. Joining and leaving take constant time; a sender gets an array that never
/// changes, made anew
/// only after the membership has. Thread-safe: everything is guarded by <see cref="_gate"/>.
/// </summary>
/// <param name="comparer">Tells the sessions apart; null for their identity.</param>
internal sealed class SessionSet(IEqualityComparer<ServerSession>? comparer = null)
{
    private readonly Lock _gate = new();
    private readonly HashSet<ServerSession> _members = new(comparer);
    private ServerSession[]? _snapshot = []; // Null when the members have changed since it was made.
    private bool _isRetired;

    public int Count
    {
        get
        {
            lock (_gate)
                return _members.Count;
        }
    }

    /// <summary>The members of this moment.</summary>
    public ServerSession[] Members
    {
        get
        {
            lock (_gate)
                return _snapshot ??= [.. _members];
        }
    }

    /// <summary>Adds a session.</summary>
    /// <returns>False where the set was retired: look for its successor.</returns>
    public bool TryAdd(ServerSession session)
    {
        lock (_gate)
        {
            if (_isRetired)
                return false;

            if (_members.Add(session))
                _snapshot = null;
            return true;
        }
    }

    /// <summary>Takes a session out.</summary>
    public void Remove(ServerSession session)
    {
        lock (_gate)
        {
            if (_members.Remove(session))
                _snapshot = null;
        }
    }

    /// <summary>Closes the set for good where it is empty, so that it can be forgotten without losing a member who joins just now.</summary>
    /// <returns>Whether it is closed.</returns>
    public bool TryRetire()
    {
        lock (_gate)
            return _isRetired |= _members.Count == 0;
    }
}

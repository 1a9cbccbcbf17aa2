using System.Collections.Concurrent;

namespace TypedWs.AspNetCore.Sessions;

/// <summary>Finds sets of sessions by name: groups, users. A set exists while it has members. Thread-safe.</summary>
internal sealed class SessionIndex
{
    private static readonly SessionSet Empty = new();

    private readonly ConcurrentDictionary<string, SessionSet> _sets = new(StringComparer.Ordinal);

    /// <summary>How many sets have members.</summary>
    public int Count => _sets.Count;

    public void Add(string name, ServerSession session)
    {
        while (true)
        {
            SessionSet set = _sets.GetOrAdd(name, static _ => new SessionSet());
            if (set.TryAdd(session))
                return;

            // Its last member left between the two lines above: whoever comes first forgets it.
            Forget(name, set);
        }
    }

    public void Remove(string name, ServerSession session)
    {
        if (!_sets.TryGetValue(name, out SessionSet? set))
            return;

        set.Remove(session);
        if (set.TryRetire())
            Forget(name, set);
    }

    /// <summary>The set of that name; an empty one where nobody is in it. Not to be added to, nor kept.</summary>
    public SessionSet Find(string name) => _sets.GetValueOrDefault(name, Empty);

    private void Forget(string name, SessionSet set) => _sets.TryRemove(KeyValuePair.Create(name, set));
}

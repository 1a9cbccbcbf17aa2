namespace TypedWs.CompilerServices;

/// <summary>Puts the entries of a map that was read into a dictionary.</summary>
internal static class Entries
{
    /// <summary>Adds entries to a dictionary; of equal keys the last one counts.</summary>
    internal static TDictionary Into<TDictionary, TKey, T>(TDictionary target, KeyValuePair<TKey, T>[] entries)
        where TDictionary : IDictionary<TKey, T>
    {
        foreach ((TKey key, T value) in entries)
        {
            target[key] = value;
        }

        return target;
    }

    internal static Dictionary<TKey, T> ToDictionary<TKey, T>(KeyValuePair<TKey, T>[] entries)
        where TKey : notnull
        => Into(new Dictionary<TKey, T>(entries.Length, SeededComparer.For<TKey>()), entries);

    /// <summary>Sorted at once: inserting keys one by one would take the square of their number.</summary>
    internal static SortedList<TKey, T> ToSortedList<TKey, T>(KeyValuePair<TKey, T>[] entries)
        where TKey : notnull
        => new(ToDictionary(entries));
}

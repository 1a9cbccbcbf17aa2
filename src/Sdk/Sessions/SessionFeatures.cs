namespace TypedWs;

/// <summary>
/// What an application knows about a connection, one object of each type: copied from the handshake's request before that is gone, or set later. Made for a few types that
/// are read often. What is kept here is not disposed of. Thread-safe.
/// </summary>
public sealed class SessionFeatures
{
    private readonly Lock _gate = new();
    private volatile KeyValuePair<Type, object>[] _features = []; // Never changes: replaced under _gate, read without it.

    /// <summary>Finds what was set for a type.</summary>
    /// <typeparam name="TFeature">The type by which it was set; no base class or interface of it is found.</typeparam>
    /// <returns>The object, or null where there is none.</returns>
    public TFeature? Get<TFeature>()
        where TFeature : class
    {
        foreach (KeyValuePair<Type, object> feature in _features)
        {
            if (feature.Key == typeof(TFeature))
                return (TFeature)feature.Value;
        }

        return null;
    }

    /// <summary>Keeps an object, in place of the one that was set for the type before.</summary>
    /// <typeparam name="TFeature">The type by which to find it.</typeparam>
    /// <param name="feature">The object, or null to keep none. Thread-safe or immutable: the sessions of a connection share it.</param>
    public void Set<TFeature>(TFeature? feature)
        where TFeature : class
    {
        lock (_gate)
        {
            IEnumerable<KeyValuePair<Type, object>> others = _features.Where(static other => other.Key != typeof(TFeature));
            _features = feature is null ? [.. others] : [.. others, new KeyValuePair<Type, object>(typeof(TFeature), feature)];
        }
    }
}

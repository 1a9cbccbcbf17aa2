namespace TypedWs.CompilerServices;

/// <summary>What became of a message that was offered to a <see cref="MethodBinding"/>.</summary>
internal enum MethodMatch
{
    /// <summary>No method has that name.</summary>
    None,

    /// <summary>It was handled, queued or answered.</summary>
    Received,

    /// <summary>It was read on the canonical fast path and is not canonical: the general reader must have it. Nothing has happened yet.</summary>
    NotCanonical,
}

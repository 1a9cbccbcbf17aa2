using System.ComponentModel;

namespace TypedWs.CompilerServices;

/// <summary>
/// One member of an object, as both wire formats know it: by name and, through its place in a <see cref="MemberTable"/>, by position.
/// </summary>
/// <param name="name">The JSON name.</param>
/// <param name="isRequired">Whether a payload without the member is refused.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Member(string name, bool isRequired = false)
{
    private readonly string? _name = name;

    /// <summary>A MessagePack position that no member holds: written as nil, skipped when read.</summary>
    public static Member Gap => default;

    /// <summary>A member of an object that is a map in MessagePack.</summary>
    /// <param name="name">The JSON name.</param>
    /// <param name="key">The key in the map.</param>
    /// <param name="isRequired">Whether a payload without the member is refused.</param>
    /// <returns>The member.</returns>
    public static Member Keyed(string name, string key, bool isRequired = false) => new(name, isRequired) { Key = key };

    /// <summary>The JSON name; empty for a gap.</summary>
    public string Name => _name ?? "";

    /// <summary>Whether a payload without the member is refused.</summary>
    public bool IsRequired { get; } = isRequired;

    /// <summary>The key in a MessagePack map; null where it is the JSON name.</summary>
    internal string? Key { get; private init; }

    internal bool IsGap => _name is null;
}

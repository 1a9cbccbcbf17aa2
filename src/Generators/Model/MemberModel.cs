namespace TypedWs.Generators.Model;

/// <summary>A member of an object.</summary>
/// <param name="Name">The property's name, unescaped.</param>
/// <param name="JsonName">Its name in JSON.</param>
/// <param name="Position">Its position in a MessagePack array.</param>
/// <param name="Type">Its type.</param>
/// <param name="IsRequired">Whether a payload without it is refused.</param>
/// <param name="Assignment">How a value that was read gets into the object.</param>
/// <param name="Default">What a missing one is read as, as C#; for members assigned after construction, nothing but a placeholder.</param>
/// <param name="DeclaringType">The type that declares the property.</param>
internal sealed record MemberModel(
    string Name,
    string JsonName,
    int Position,
    string Type,
    bool IsRequired,
    MemberAssignment Assignment,
    string Default,
    string DeclaringType)
{
    /// <summary>Where it stands among the members in JSON.</summary>
    public int JsonIndex { get; init; }

    /// <summary>When it is written in JSON.</summary>
    public WriteCondition Condition { get; init; }

    /// <summary>Its key, where the object is a map in MessagePack.</summary>
    public string? Key { get; init; }
}

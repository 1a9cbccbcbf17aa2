namespace TypedWs.Generators.Model;

/// <summary>A record, class or struct, written member by member.</summary>
/// <param name="Name">The type; with a mark where that name is the polymorphic type's.</param>
/// <param name="SimpleName">Its name without namespace, for the codec's name.</param>
/// <param name="IsValueType">Whether it is a struct, which cannot be null and is changed by reference.</param>
/// <param name="Arguments">What its constructor is called with, in order.</param>
/// <param name="Members">Its members, in the order of their positions.</param>
internal sealed record ObjectModel(
    string Name,
    string SimpleName,
    bool IsValueType,
    EquatableArray<ArgumentModel> Arguments,
    EquatableArray<MemberModel> Members) : TypeModel(Name)
{
    /// <summary>Whether it is a map in MessagePack; otherwise it is an array.</summary>
    public bool IsMap { get; init; }

    /// <summary>The member that keeps unknown ones, or null.</summary>
    public ExtensionDataModel? ExtensionData { get; init; }
}

namespace TypedWs.Generators.Model;

/// <summary>A record, class or struct, written member by member.</summary>
/// <param name="Name">The type; with a <see cref="ItselfSuffix"/> where that name is the polymorphic type's.</param>
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
    /// <summary>Ends the name of a type that is polymorphic and one of its own cases.</summary>
    public const string ItselfSuffix = "!";

    /// <summary>The type in C#.</summary>
    public string Declared
        => Name.EndsWith(ItselfSuffix, System.StringComparison.Ordinal) ? Name.Substring(0, Name.Length - ItselfSuffix.Length) : Name;
}

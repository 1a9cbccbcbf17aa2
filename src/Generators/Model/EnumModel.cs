namespace TypedWs.Generators.Model;

/// <summary>An enum.</summary>
/// <param name="Name">The type.</param>
/// <param name="SimpleName">Its name without namespace, for the codec's name.</param>
/// <param name="Members">Its members, in the order of their declaration.</param>
/// <param name="IsNumber">Whether JSON has the number, not the name.</param>
internal sealed record EnumModel(string Name, string SimpleName, EquatableArray<EnumMemberModel> Members, bool IsNumber) : TypeModel(Name);

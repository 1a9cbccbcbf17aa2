namespace TypedWs.Generators.Model;

/// <summary>A polymorphic type: a base class or interface whose values are of one of several types.</summary>
/// <param name="Name">The type.</param>
/// <param name="SimpleName">Its name without namespace, for the codec's name.</param>
/// <param name="Member">The JSON member that has the discriminator.</param>
/// <param name="Cases">The types that its values may have.</param>
internal sealed record UnionModel(string Name, string SimpleName, string Member, EquatableArray<UnionCaseModel> Cases) : TypeModel(Name);

namespace TypedWs.Generators.Model;

/// <summary>A type whose codec is that of another, changed by an attribute.</summary>
/// <param name="Name">The type.</param>
/// <param name="Label">What the codec's name begins with.</param>
/// <param name="Factory">The method of <c>Codecs</c> that changes it.</param>
/// <param name="Element">The type whose codec is changed.</param>
/// <param name="Arguments">What else the method takes, as C#.</param>
internal sealed record AdaptedModel(string Name, string Label, string Factory, string Element, string Arguments) : TypeModel(Name);

namespace TypedWs.Generators.Model;

/// <summary>A type whose codec is composed from that of another: a nullable value or reference, or a collection.</summary>
/// <param name="Name">The type.</param>
/// <param name="Shape">What it is on the wire.</param>
/// <param name="Factory">The method of <c>Codecs</c> that composes it.</param>
/// <param name="Element">The type that it is composed of.</param>
internal sealed record CompositeModel(string Name, CompositeShape Shape, string Factory, string Element) : TypeModel(Name);

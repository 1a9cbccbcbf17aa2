namespace TypedWs.Generators.Model;

/// <summary>A type whose codec is composed from that of another: a nullable value or reference, or a collection.</summary>
/// <param name="Name">The type.</param>
/// <param name="Shape">What it is on the wire.</param>
/// <param name="Factory">The method of <c>Codecs</c> that composes it.</param>
/// <param name="Elements">The types that it is composed of: one, or the key and the value.</param>
internal sealed record CompositeModel(string Name, CompositeShape Shape, string Factory, EquatableArray<string> Elements) : TypeModel(Name);

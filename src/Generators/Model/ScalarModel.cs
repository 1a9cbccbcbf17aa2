namespace TypedWs.Generators.Model;

/// <summary>A type of .NET that travels as one value and has a codec of its own.</summary>
/// <param name="Name">The type.</param>
/// <param name="Codec">The property of <c>Codecs</c> that has it.</param>
internal sealed record ScalarModel(string Name, string Codec) : TypeModel(Name);

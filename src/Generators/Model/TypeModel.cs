namespace TypedWs.Generators.Model;

/// <summary>A type that travels.</summary>
/// <param name="Name">The type in C#, with <c>global::</c> and nullability; it identifies the type within a protocol.</param>
internal abstract record TypeModel(string Name);

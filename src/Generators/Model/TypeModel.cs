namespace TypedWs.Generators.Model;

/// <summary>A type that travels.</summary>
/// <param name="Name">The type in C#, with <c>global::</c>, nullability and the marks of <see cref="TypeKeys"/>; it identifies the type within a protocol.</param>
internal abstract record TypeModel(string Name)
{
    /// <summary>The type in C#.</summary>
    public string CSharp => TypeKeys.ToCSharp(Name);
}

namespace TypedWs.Generators.Model;

/// <summary>A type that a value of a polymorphic type may have.</summary>
/// <param name="Type">The name of its <see cref="ObjectModel"/>.</param>
/// <param name="Json">Its discriminator in JSON as C#, or null for the polymorphic type itself.</param>
/// <param name="MessagePack">Its discriminator in MessagePack as C#, or null for the polymorphic type itself.</param>
internal sealed record UnionCaseModel(string Type, string? Json, string? MessagePack);

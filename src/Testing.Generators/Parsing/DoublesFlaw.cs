namespace TypedWs.Testing.Generators.Parsing;

/// <summary>Why a class can have no doubles.</summary>
/// <param name="What">What it is or lacks.</param>
/// <param name="Remedy">What to do.</param>
internal sealed record DoublesFlaw(string What, string Remedy);

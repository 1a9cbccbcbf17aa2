namespace TypedWs.Generators.Model;

/// <summary>An error that a message declares.</summary>
/// <param name="Code">The code on the wire.</param>
/// <param name="Type">The type of what it tells.</param>
/// <param name="Reference">What stands for the type in references of documentation, which take identifiers only.</param>
/// <param name="Summary">The inner XML of the user's summary of the type, or null.</param>
internal sealed record ErrorModel(int Code, string Type, string Reference, string? Summary);

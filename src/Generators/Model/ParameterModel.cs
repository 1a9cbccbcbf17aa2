namespace TypedWs.Generators.Model;

/// <summary>A parameter of an overload.</summary>
/// <param name="Name">The name, escaped where it is a keyword.</param>
/// <param name="Type">The type.</param>
/// <param name="Default">The default value as C#, or null where the parameter is required.</param>
/// <param name="Documentation">The inner XML of the user's own description, or null.</param>
internal sealed record ParameterModel(string Name, string Type, string? Default, string? Documentation);

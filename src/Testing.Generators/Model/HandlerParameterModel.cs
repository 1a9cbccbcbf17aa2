namespace TypedWs.Testing.Generators.Model;

/// <summary>A parameter of a handler's method.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Name">Its name.</param>
internal sealed record HandlerParameterModel(string Type, string Name);

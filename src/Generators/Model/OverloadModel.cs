namespace TypedWs.Generators.Model;

/// <summary>A send method that takes what the message's constructor takes.</summary>
/// <param name="Parameters">The constructor's parameters, in its order; none for a message without members.</param>
internal sealed record OverloadModel(EquatableArray<ParameterModel> Parameters);

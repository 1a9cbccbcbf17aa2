using TypedWs.Generators.Model;

namespace TypedWs.Testing.Generators.Model;

/// <summary>A message as a method of a handler interface takes it.</summary>
/// <param name="Name">What its members are named after.</param>
/// <param name="Type">The message's type.</param>
/// <param name="Parameters">The method's parameters, the message first.</param>
/// <param name="ReturnType">What the method returns.</param>
/// <param name="Reply">Whether a test has to say what it is answered with.</param>
internal sealed record HandledMessageModel(
    string Name,
    string Type,
    EquatableArray<HandlerParameterModel> Parameters,
    string ReturnType,
    ReplyNeed Reply);

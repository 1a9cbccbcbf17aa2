namespace TypedWs.Generators.Model;

/// <summary>A protocol with all its messages: what one run of the emitters needs.</summary>
/// <param name="Protocol">The protocol.</param>
/// <param name="Messages">Its messages, in the order of their names.</param>
/// <param name="Types">Every type that travels, once; each after what it is made of, unless it contains itself.</param>
internal sealed record ContractModel(ProtocolModel Protocol, EquatableArray<MessageModel> Messages, EquatableArray<TypeModel> Types);

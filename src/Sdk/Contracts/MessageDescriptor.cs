namespace TypedWs;

/// <summary>One message of a protocol.</summary>
/// <param name="Name">The name on the wire.</param>
/// <param name="Kind">One-way or request.</param>
/// <param name="Sender">The side that sends it.</param>
/// <param name="Type">The contract type.</param>
/// <param name="ReplyType">The reply's type, or null where there is none.</param>
public sealed record MessageDescriptor(string Name, MessageKind Kind, MessageSender Sender, Type Type, Type? ReplyType = null);

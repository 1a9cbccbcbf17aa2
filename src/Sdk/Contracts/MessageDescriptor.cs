namespace TypedWs;

/// <summary>One message of a protocol.</summary>
/// <param name="Name">The name on the wire.</param>
/// <param name="Kind">What it expects in return, and whether it takes a stream along.</param>
/// <param name="Sender">The side that sends it.</param>
/// <param name="Type">The contract type.</param>
/// <param name="ReplyType">The type of the reply, or of the items that the message is answered with; null where there is none.</param>
public sealed record MessageDescriptor(string Name, MessageKind Kind, MessageSender Sender, Type Type, Type? ReplyType = null)
{
    /// <summary>The type of the items that the message takes along, or null where it takes no stream.</summary>
    public Type? AcceptedType { get; init; }

    /// <summary>The policies that must all admit the user who sends it (<see cref="RequirePolicyAttribute"/>). Empty for what the server sends.</summary>
    public IReadOnlyList<string> Policies { get; init; } = [];
}

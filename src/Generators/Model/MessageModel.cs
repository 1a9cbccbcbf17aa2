namespace TypedWs.Generators.Model;

/// <summary>One message, as one side of one protocol sends it.</summary>
/// <param name="Protocol">The full name of the protocol class.</param>
/// <param name="ProtocolPrefix">What the names of its generated types begin with.</param>
/// <param name="Name">The type's simple name, from which the generated members get theirs.</param>
/// <param name="WireName">The name on the wire.</param>
/// <param name="Kind">What it expects in return, and whether it takes a stream along.</param>
/// <param name="Sender">The side that sends it.</param>
/// <param name="Type">The message's type.</param>
/// <param name="Reply">The type of the reply, or of the items that it is answered with; null where there is none.</param>
/// <param name="Accepted">The type of the items that it takes along, or null.</param>
/// <param name="StreamMember">The name of the member that they travel in.</param>
/// <param name="TimeoutMilliseconds">How long it may go without an answer: 0 where nothing is stated, −1 for as long as it takes.</param>
/// <param name="Policies">The names of the policies that the server asks before it handles the message, as they are stated.</param>
/// <param name="WhenSlow">What becomes of it for a client that does not read fast enough; null where nothing is stated.</param>
/// <param name="Errors">The errors that it may be answered with, by code.</param>
/// <param name="Summary">The inner XML of the user's summary, or null.</param>
/// <param name="Overload">The overload that takes the message's members instead of the message, or null where there is none.</param>
/// <param name="Types">All types that the message, its reply, its items and its errors contain; each after what it is made of, unless it contains itself.</param>
internal sealed record MessageModel(
    string Protocol,
    string ProtocolPrefix,
    string Name,
    string WireName,
    MessageKind Kind,
    MessageSender Sender,
    string Type,
    string? Reply,
    string? Accepted,
    string StreamMember,
    int TimeoutMilliseconds,
    EquatableArray<string> Policies,
    SlowPolicyModel? WhenSlow,
    EquatableArray<ErrorModel> Errors,
    string? Summary,
    OverloadModel? Overload,
    EquatableArray<TypeModel> Types)
{
    /// <summary>Whether it takes a stream along.</summary>
    public bool TakesStream => Kind is MessageKind.Upload or MessageKind.Duplex;

    /// <summary>Whether it is a request without streams.</summary>
    public bool IsPlainRequest => Kind == MessageKind.Request;

    /// <summary>Whether it is answered with a stream.</summary>
    public bool IsStreamed => Kind is MessageKind.Stream or MessageKind.Duplex;
}

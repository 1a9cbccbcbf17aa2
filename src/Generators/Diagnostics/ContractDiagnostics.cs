using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace TypedWs.Generators.Diagnostics;

/// <summary>TWS1xxx: protocols and messages. Each has a page <c>docs/diagnostics/TWS####.md</c>.</summary>
internal static class ContractDiagnostics
{
    private const string Category = "TypedWs.Contracts";

    public static readonly DiagnosticDescriptor ProtocolShape = Error(
        "TWS1001",
        "A protocol is a top-level partial class",
        "Protocol '{0}' is {1}; TypedWs adds members to it and can do so only to a top-level, non-generic, non-static partial class. {2}.");

    public static readonly DiagnosticDescriptor ProtocolName = Error(
        "TWS1002",
        "A protocol's name is malformed",
        "Protocol '{0}' has the name \"{1}\"; a name begins with a letter, continues with letters, digits, '.', '-' or '_', "
        + "and does not begin with \"rpc.\". Name it like [Protocol(\"chat\")].");

    public static readonly DiagnosticDescriptor ProtocolVersion = Error(
        "TWS1003",
        "A protocol's version is less than 1",
        "Protocol '{0}' has version {1}; versions begin with 1. Leave the version out or raise it.");

    public static readonly DiagnosticDescriptor NotAProtocol = Error(
        "TWS1004",
        "A message names something that is not a protocol of its assembly",
        "Message '{0}' names '{1}', which {2}; a message belongs to a class marked [Protocol] in its own assembly. {3}.");

    public static readonly DiagnosticDescriptor MessageName = Error(
        "TWS1005",
        "A message's name on the wire is malformed or reserved",
        "Message '{0}' has the name \"{1}\" on the wire, which {2}. Choose another, or leave it out for the default \"{3}\".");

    public static readonly DiagnosticDescriptor DuplicateName = Error(
        "TWS1006",
        "Two messages have one name on the wire",
        "Messages '{0}' and '{1}' of protocol '{2}' both have the name \"{3}\" on the wire; a receiver could not tell them apart. "
        + "Give one of them another name in its attribute.");

    public static readonly DiagnosticDescriptor MemberCollision = Error(
        "TWS1007",
        "The members generated for two messages collide",
        "Messages '{0}' and '{1}' of protocol '{2}' would both generate '{3}'. {4}.");

    public static readonly DiagnosticDescriptor ReservedMember = Error(
        "TWS1008",
        "The member generated for a message collides with one of TypedWs",
        "Message '{0}' would generate '{1}', but '{2}' has or is called that already. Rename the type; the attribute can keep its name on the wire.");

    public static readonly DiagnosticDescriptor OpenGeneric = Error(
        "TWS1009",
        "A message is generic",
        "Message '{0}' has type parameters; the wire knows no type arguments. Declare one message for each type that it is used with.");

    public static readonly DiagnosticDescriptor AbstractMessage = Error(
        "TWS1010",
        "A message cannot be created",
        "Message '{0}' is {1}; a receiver creates the message. Make it a record, class or struct that is not abstract.");

    public static readonly DiagnosticDescriptor InaccessibleMessage = Error(
        "TWS1011",
        "A message is less accessible than what is generated for it",
        "'{0}' is {1}, but the types generated for protocol '{2}' are {3} and mention it. {4}.");

    public static readonly DiagnosticDescriptor SeveralReplies = Error(
        "TWS1012",
        "A message declares more than one reply",
        "Message '{0}' is {1}; a request has one reply. Keep one of them.");

    public static readonly DiagnosticDescriptor GeneratedTypeTaken = Error(
        "TWS1013",
        "The name of a generated type is taken",
        "Protocol '{0}' would generate '{1}', but {2}. Rename one of them.");

    public static readonly DiagnosticDescriptor NoProtocol = new(
        "TWS1014",
        "A request belongs to no protocol",
        "'{0}' is a request, but no protocol has it. Mark it [FromClient<…>] or [FromServer<…>], or make it abstract if it is a base of requests.",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor SeveralStreams = Error(
        "TWS1030",
        "A message declares more than one stream in one direction",
        "Message '{0}' is {1}; a message has one stream in each direction. Keep one of them, with items that can be either.");

    public static readonly DiagnosticDescriptor ReplyAndStream = Error(
        "TWS1031",
        "A message declares both a reply and a stream",
        "Message '{0}' is {1}; the stream is the answer. Keep one of them.");

    public static readonly DiagnosticDescriptor UnansweredStream = Error(
        "TWS1032",
        "A message takes a stream along and is not answered",
        "Message '{0}' is {1} and nothing else; the answer is what ends the stream. Add IReturns, IReturns<TReply> or IStreams<TItem>.");

    public static readonly DiagnosticDescriptor StreamMemberTaken = Error(
        "TWS1033",
        "The member that a stream travels in cannot be told from the message's own",
        "Message '{0}' takes a stream along in the member \"{1}\", which {2}. Give the stream another name with [StreamMember(\"…\")].");

    public static readonly DiagnosticDescriptor StreamMemberWithoutStream = Error(
        "TWS1034",
        "A stream's member is named where there is no stream",
        "Message '{0}' names the member \"{1}\" for a stream, but takes none along. Add IAccepts<TItem>, or remove [StreamMember].");

    public static readonly DiagnosticDescriptor UnusableTimeout = Error(
        "TWS1035",
        "A message's time-out cannot be used",
        "Message '{0}' states a time-out of {1} ms, which {2}. {3}.");

    public static readonly DiagnosticDescriptor UnansweredError = Error(
        "TWS1036",
        "A message declares an error and is not answered",
        "Message '{0}' declares the error '{1}', but is one-way: nobody waits for an answer. Add IReturns, IReturns<TReply> or IStreams<TItem>, or remove [MessageError].");

    public static readonly DiagnosticDescriptor DuplicateErrorCode = Error(
        "TWS1037",
        "A message declares two errors with one code",
        "Message '{0}' declares '{1}' and '{2}' with the code {3}; a caller could not tell them apart. Give each error a code of its own.");

    public static readonly DiagnosticDescriptor ReservedErrorCode = Error(
        "TWS1038",
        "The code of a message's error is reserved",
        "Message '{0}' declares an error with the code {1}, which is reserved, as all from −32899 to −32000 are. Choose another, such as 1.");

    public static readonly DiagnosticDescriptor PolicyOfTheServer = Error(
        "TWS1039",
        "A message that only the server sends requires a policy",
        "Message '{0}' requires the policy \"{1}\", but only the server sends it; policies are asked about users, who are clients. Remove [RequirePolicy], or mark it [FromClient<…>].");

    public static readonly DiagnosticDescriptor UnnamedPolicy = Error(
        "TWS1040",
        "A message requires a policy without a name",
        "Message '{0}' requires a policy without a name; the server finds a policy by its name. Name one, such as [RequirePolicy(\"Moderators\")].");

    public static readonly DiagnosticDescriptor SlowPolicyOfAnother = Error(
        "TWS1041",
        "A message that is no one-way message of the server states a policy for slow clients",
        "Message '{0}' is marked [WhenSlow], but {1}; only one-way messages of the server may be dropped, or wait. Remove [WhenSlow].");

    public static readonly DiagnosticDescriptor UnknownSlowKey = Error(
        "TWS1042",
        "The key of a message for slow clients cannot be used",
        "Message '{0}' is marked [WhenSlow] with the key '{1}', but {2}. Name properties whose values tell which messages replace each other, such as Key = nameof({0}.Symbol).");

    public static readonly DiagnosticDescriptor UnusedSlowKey = Error(
        "TWS1043",
        "A message states a key for slow clients that its policy does not use",
        "Message '{0}' is marked [WhenSlow] with the key '{1}', but only SlowPolicy.LatestOnly replaces messages by their key. State that policy, or remove the key.");

    /// <summary>All of them.</summary>
    public static ImmutableArray<DiagnosticDescriptor> All { get; } =
    [
        ProtocolShape,
        ProtocolName,
        ProtocolVersion,
        NotAProtocol,
        MessageName,
        DuplicateName,
        MemberCollision,
        ReservedMember,
        OpenGeneric,
        AbstractMessage,
        InaccessibleMessage,
        SeveralReplies,
        GeneratedTypeTaken,
        NoProtocol,
        SeveralStreams,
        ReplyAndStream,
        UnansweredStream,
        StreamMemberTaken,
        StreamMemberWithoutStream,
        UnusableTimeout,
        UnansweredError,
        DuplicateErrorCode,
        ReservedErrorCode,
        PolicyOfTheServer,
        UnnamedPolicy,
        SlowPolicyOfAnother,
        UnknownSlowKey,
        UnusedSlowKey,
    ];

    private static DiagnosticDescriptor Error(string id, string title, string message)
        => new(id, title, message, Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
}

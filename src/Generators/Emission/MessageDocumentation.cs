using TypedWs.Generators.Model;

namespace TypedWs.Generators.Emission;

/// <summary>What generated members say of a message: the user's own words where there are some.</summary>
internal static class MessageDocumentation
{
    public static void EmitSend(SourceWriter writer, MessageModel message)
    {
        string verb = message.Kind == MessageKind.OneWay ? "Sends" : "Requests";
        writer.Documentation("summary", message.Summary ?? $"{verb} <c>{Literals.ToXml(message.WireName)}</c>.");
    }

    public static void EmitHandle(SourceWriter writer, MessageModel message)
    {
        string sender = message.Sender == MessageSender.Client ? "client" : "server";
        writer.Documentation("summary", $"Handles <c>{Literals.ToXml(message.WireName)}</c>, which the {sender} sends.");
        EmitRemarks(writer, message);
        writer.Documentation("param name=\"message\"", "The message.");
        if (message.TakesStream)
        {
            writer.Documentation("param name=\"stream\"", $"What the {sender} sends along; it can be enumerated once, until the message is answered.");
        }
    }

    public static void EmitRegister(SourceWriter writer, MessageModel message)
    {
        string rule = message.Kind == MessageKind.OneWay ? "every handler gets each message" : "a request has one handler";
        writer.Documentation("summary", $"Registers a handler of <c>{Literals.ToXml(message.WireName)}</c>; {rule}.");
        EmitRemarks(writer, message);
        writer.Documentation("param name=\"handler\"", "Handles the message.");
        writer.Documentation("returns", "Unregisters the handler when it is disposed.");
    }

    public static void EmitMessage(SourceWriter writer) => writer.Documentation("param name=\"message\"", "The message.");

    /// <summary>Describes the stream that a message takes along.</summary>
    public static void EmitStream(SourceWriter writer, MessageModel message)
    {
        if (message.TakesStream)
        {
            writer.Documentation("param name=\"stream\"", "What is sent along, as far as the other side asks for it.");
        }
    }

    public static void EmitTimeout(SourceWriter writer)
        => writer.Documentation("param name=\"timeout\"", "How long this call may take, to within a tenth of a second; <c>Timeout.InfiniteTimeSpan</c> for as long as it takes.");

    public static void EmitParameter(SourceWriter writer, ParameterModel parameter)
    {
        string name = parameter.Name.TrimStart('@');
        writer.Documentation($"param name=\"{name}\"", parameter.Documentation ?? $"The message's <c>{name}</c>.");
    }

    /// <summary>Describes the token and the result of a send.</summary>
    public static void EmitSendEnd(SourceWriter writer, MessageModel message)
    {
        writer.Documentation("param name=\"cancellationToken\"", message switch
        {
            { Kind: MessageKind.OneWay } => "Ends the wait for room in the send buffer.",
            { IsStreamed: true } => "Ends the enumeration on both sides.",
            _ => "Cancels the request on both sides.",
        });
        writer.Documentation("returns", message switch
        {
            { Kind: MessageKind.OneWay } => "A task that is complete once the message is in the send buffer.",
            { IsStreamed: true } => "The stream; the request is sent when it is enumerated.",
            { Reply: null } => "A task that is complete once the other side's handler is done.",
            _ => "The reply.",
        });
        EmitErrors(writer, message);
    }

    /// <summary>Describes the token and the result of a handler.</summary>
    public static void EmitHandleEnd(SourceWriter writer, MessageModel message)
    {
        writer.Documentation("param name=\"cancellationToken\"", "Fires when nobody waits any longer.");
        writer.Documentation("returns", message switch
        {
            { IsStreamed: true } => "The stream. Mark the token <c>[EnumeratorCancellation]</c> where it is an iterator.",
            { Reply: null } => "A task that is complete once the message is handled.",
            _ => "The reply.",
        });
        EmitErrors(writer, message);
    }

    private static void EmitErrors(SourceWriter writer, MessageModel message)
    {
        foreach (ErrorModel error in message.Errors)
        {
            string summary = error.Summary is null ? $"The error {error.Code}." : $"The error {error.Code}: {error.Summary}";
            writer.Documentation($"exception cref=\"global::TypedWs.RemoteException{{{error.Reference}}}\"", summary);
        }
    }

    private static void EmitRemarks(SourceWriter writer, MessageModel message)
    {
        if (message.Summary is not null)
        {
            writer.Documentation("remarks", message.Summary);
        }
    }
}

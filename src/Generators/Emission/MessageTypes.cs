using TypedWs.Generators.Model;

namespace TypedWs.Generators.Emission;

/// <summary>The types in the signatures of a message's members.</summary>
internal static class MessageTypes
{
    /// <summary>What sending and handling the message yields.</summary>
    public static string TaskOf(MessageModel message) => message.Reply is null ? Names.ValueTask : $"{Names.ValueTask}<{message.Reply}>";

    /// <summary>A handler of the message, as a delegate.</summary>
    public static string HandlerOf(MessageModel message) => $"global::System.Func<{message.Type}, {Names.CancellationToken}, {TaskOf(message)}>";

    /// <summary>What keeps a client's handlers of the message.</summary>
    public static string HandlersOf(MessageModel message) => message switch
    {
        { Kind: MessageKind.OneWay } => $"{Names.Services}OneWayHandlers<{message.Type}>",
        { Reply: null } => $"{Names.Services}AcknowledgedHandlers<{message.Type}>",
        _ => $"{Names.Services}RequestHandlers<{message.Type}, {message.Reply}>",
    };

    /// <summary>The method that sends the message.</summary>
    public static string SendOf(MessageModel message) => message.Kind == MessageKind.OneWay ? $"Send{message.Name}Async" : $"{message.Name}Async";
}

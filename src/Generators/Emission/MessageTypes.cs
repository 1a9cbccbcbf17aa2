using TypedWs.Generators.Model;

namespace TypedWs.Generators.Emission;

/// <summary>The types in the signatures of a message's members.</summary>
internal static class MessageTypes
{
    /// <summary>What sending and handling the message yields.</summary>
    public static string TaskOf(MessageModel message) => message switch
    {
        { IsStreamed: true } => EnumerableOf(message.Reply!),
        { Reply: null } => Names.ValueTask,
        _ => $"{Names.ValueTask}<{message.Reply}>",
    };

    /// <summary>A handler of the message, as a delegate.</summary>
    public static string HandlerOf(MessageModel message)
    {
        string stream = message.TakesStream ? EnumerableOf(message.Accepted!) + ", " : string.Empty;
        return $"global::System.Func<{message.Type}, {stream}{Names.CancellationToken}, {TaskOf(message)}>";
    }

    /// <summary>The parameter of the stream that the message takes along, with the comma before it; empty where it takes none.</summary>
    public static string StreamParameterOf(MessageModel message)
        => message.TakesStream ? $", {EnumerableOf(message.Accepted!)} stream" : string.Empty;

    /// <summary>The argument for <see cref="StreamParameterOf"/>.</summary>
    public static string StreamArgumentOf(MessageModel message) => message.TakesStream ? ", stream" : string.Empty;

    /// <summary>The type arguments of what describes or keeps handlers of the message, after the message itself.</summary>
    public static string ItemsOf(MessageModel message, string acknowledgement)
    {
        string accepted = message.TakesStream ? $", {message.Accepted}" : string.Empty;
        string reply = message.Reply is null ? acknowledgement : $", {message.Reply}";
        return accepted + reply;
    }

    /// <summary>What keeps a client's handlers of the message.</summary>
    public static string HandlersOf(MessageModel message) => message switch
    {
        { Kind: MessageKind.OneWay } => $"{Names.Services}OneWayHandlers<{message.Type}>",
        { Kind: MessageKind.Request, Reply: null } => $"{Names.Services}AcknowledgedHandlers<{message.Type}>",
        { Kind: MessageKind.Upload, Reply: null } => $"{Names.Services}AcknowledgedUploadHandlers<{message.Type}, {message.Accepted}>",
        _ => $"{Names.Services}{message.Kind}Handlers<{message.Type}{ItemsOf(message, string.Empty)}>",
    };

    /// <summary>The method that hands a message to what keeps a client's handlers.</summary>
    public static string InvokeOf(MessageModel message) => message.IsStreamed ? "Invoke" : "InvokeAsync";

    /// <summary>The method that sends the message.</summary>
    public static string SendOf(MessageModel message) => message.Kind == MessageKind.OneWay ? $"Send{message.Name}Async" : $"{message.Name}Async";

    private static string EnumerableOf(string item) => $"global::System.Collections.Generic.IAsyncEnumerable<{item}>";
}

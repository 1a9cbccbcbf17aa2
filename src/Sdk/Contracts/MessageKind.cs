namespace TypedWs;

/// <summary>What a message expects in return.</summary>
public enum MessageKind
{
    /// <summary>Nothing: a JSON-RPC notification.</summary>
    OneWay,

    /// <summary>A reply, or an acknowledgement.</summary>
    Request,
}

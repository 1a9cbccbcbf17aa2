namespace TypedWs;

/// <summary>What a message expects in return.</summary>
public enum MessageKind
{
    /// <summary>Nothing: a JSON-RPC notification.</summary>
    OneWay,

    /// <summary>A reply, or an acknowledgement.</summary>
    Request,

    /// <summary>A stream.</summary>
    Stream,

    /// <summary>A reply, or an acknowledgement, to a stream that the message takes along.</summary>
    Upload,

    /// <summary>A stream, while the message takes one along.</summary>
    Duplex,
}

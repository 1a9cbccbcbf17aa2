namespace TypedWs;

/// <summary>How messages are written. A receiver reads both: it goes by the opcode of what arrives.</summary>
public enum WireFormat
{
    /// <summary>JSON-RPC 2.0 in text messages.</summary>
    Json,

    /// <summary>MessagePack-RPC in binary messages.</summary>
    MessagePack,
}

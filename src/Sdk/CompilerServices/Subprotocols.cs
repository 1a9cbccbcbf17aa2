using System.ComponentModel;

namespace TypedWs.CompilerServices;

/// <summary>WebSocket subprotocols (RFC 6455, section 1.9) that name the format in which a server starts its messages.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Subprotocols
{
    /// <summary>JSON-RPC 2.0 in text messages.</summary>
    public const string Json = "typedws.v1.json";

    /// <summary>MessagePack-RPC in binary messages.</summary>
    public const string MessagePack = "typedws.v1.msgpack";

    /// <summary>What a browser's bearer token begins with when it travels as a second subprotocol. Never echoed, never logged.</summary>
    public const string BearerPrefix = "typedws.bearer.";

    /// <summary>The subprotocol of a format.</summary>
    /// <param name="format">The format.</param>
    /// <returns>The subprotocol.</returns>
    public static string Of(WireFormat format) => format == WireFormat.Json ? Json : MessagePack;
}

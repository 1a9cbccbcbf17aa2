namespace TypedWs.Transport;

/// <summary>From what a caller names to what the wire carries.</summary>
internal static class WsMessageTypeExtensions
{
    /// <exception cref="ArgumentOutOfRangeException">The value is neither text nor binary.</exception>
    public static WsOpcode ToOpcode(this WsMessageType type)
        => type is WsMessageType.Text or WsMessageType.Binary
            ? (WsOpcode)type
            : throw new ArgumentOutOfRangeException(nameof(type), type, "A message is either text or binary.");
}

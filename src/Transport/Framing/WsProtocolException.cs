namespace TypedWs.Transport;

/// <summary>The peer broke a rule. Ends the connection with <see cref="Code"/>; the message becomes the close reason. Never leaves the assembly.</summary>
internal sealed class WsProtocolException(WsCloseCode code, string reason) : Exception(reason)
{
    public WsCloseCode Code { get; } = code;
}

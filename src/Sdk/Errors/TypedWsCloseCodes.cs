using TypedWs.Transport;

namespace TypedWs;

/// <summary>Close codes of this protocol's own; 4400 to 4499 are reserved for it.</summary>
public static class TypedWsCloseCodes
{
    /// <summary>4401: the user's authentication has expired. A client connects again with a new token, not by itself with the old one.</summary>
    public const WsCloseCode TicketExpired = (WsCloseCode)4401;

    /// <summary>4406: client and server speak another protocol, or another major version of it. The reason names both.</summary>
    public const WsCloseCode ContractMismatch = (WsCloseCode)4406;

    /// <summary>4408: nothing was sent or received for longer than the server's <c>IdleTimeout</c>.</summary>
    public const WsCloseCode Idle = (WsCloseCode)4408;

    /// <summary>
    /// 4429: the peer sent more one-way messages than this side could hold while it waited for a reply of that peer's, or more messages or bytes than the server's rate
    /// limits allow, or made its session join and leave groups faster than the server's observers could follow.
    /// </summary>
    public const WsCloseCode ReceiveOverflow = (WsCloseCode)4429;
}

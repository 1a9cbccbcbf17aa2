namespace TypedWs;

/// <summary>
/// The error codes of JSON-RPC 2.0 (section 5.1) and the protocol's own. An application's codes lie outside −32899…−32000 and −32768…−32600, which are reserved.
/// </summary>
public static class ErrorCodes
{
    /// <summary>The text is not JSON.</summary>
    public const int ParseError = -32700;

    /// <summary>The message is not a JSON-RPC or MessagePack-RPC envelope.</summary>
    public const int InvalidRequest = -32600;

    /// <summary>The other side handles no message of that name.</summary>
    public const int MethodNotFound = -32601;

    /// <summary>The parameters are not what the contract says; the message names the member.</summary>
    public const int InvalidParams = -32602;

    /// <summary>The handler failed with an unexpected exception.</summary>
    public const int InternalError = -32603;

    /// <summary>The request was cancelled by its sender.</summary>
    public const int Cancelled = -32800;

    /// <summary>No stream has that token: it has ended, was aborted, or was idle for too long.</summary>
    public const int UnknownStream = -32001;

    /// <summary>Too many requests are running, too many streams are open, or more came than the server's rate limits allow; try again later.</summary>
    public const int Busy = -32010;

    /// <summary>A policy of the server does not admit the user to the message (<see cref="RequirePolicyAttribute"/>).</summary>
    public const int Forbidden = -32011;
}

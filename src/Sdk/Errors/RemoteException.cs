namespace TypedWs;

/// <summary>
/// An error that the other side answered a request with. Thrown by a handler, it travels to the caller as it is: code and message (JSON-RPC 2.0, section 5.1).
/// </summary>
public sealed class RemoteException : Exception
{
    /// <summary>Makes an error that a handler may throw.</summary>
    /// <param name="code">The code: the application's own, outside of the reserved ranges (see <see cref="ErrorCodes"/>).</param>
    /// <param name="message">What went wrong, for the other side's eyes.</param>
    public RemoteException(int code, string message)
        : base(message)
        => Code = code;

    /// <summary>The error's code.</summary>
    public int Code { get; }

    /// <summary>The error's <c>data</c> as it was received, in <see cref="DataFormat"/>; empty where there was none. Sent on only in the same format.</summary>
    public ReadOnlyMemory<byte> RawData { get; init; }

    /// <summary>The format of <see cref="RawData"/>.</summary>
    public WireFormat DataFormat { get; init; }
}

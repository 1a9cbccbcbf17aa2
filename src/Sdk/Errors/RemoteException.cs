using System.Text.Json;
using TypedWs.CompilerServices;
using TypedWs.Envelopes;

namespace TypedWs;

/// <summary>
/// An error that the other side answered a request with. Thrown by a handler, it travels to the caller as it is: code, message and data (JSON-RPC 2.0, section 5.1).
/// Where the contract declares the error with <see cref="MessageErrorAttribute{TError}"/>, throw and catch <see cref="RemoteException{TError}"/>; catch this for all others.
/// </summary>
/// <remarks>Not meant to be derived from: what derives from it travels as it does.</remarks>
public class RemoteException : Exception
{
    private readonly int? _code;

    /// <summary>Makes an error that a handler may throw.</summary>
    /// <param name="code">The code: the application's own, outside of the reserved ranges (see <see cref="ErrorCodes"/>).</param>
    /// <param name="message">What went wrong, for the other side's eyes.</param>
    public RemoteException(int code, string message)
        : base(message)
        => _code = code;

    /// <summary>Makes an error that tells more than its message. It arrives in the format of the request.</summary>
    /// <param name="code">The code: the application's own, outside of the reserved ranges (see <see cref="ErrorCodes"/>).</param>
    /// <param name="message">What went wrong, for the other side's eyes.</param>
    /// <param name="data">More about it.</param>
    /// <exception cref="ArgumentException"><paramref name="data"/> is undefined.</exception>
    public RemoteException(int code, string message, JsonElement data)
        : this(code, message)
        => RawData = ErrorData.Write(WireFormat.Json, Codecs.JsonElement, data);

    private protected RemoteException(string message)
        : base(message)
    {
    }

    /// <summary>The error's code. 0 where a <see cref="RemoteException{TError}"/> was made without one: it gets the contract's when it is sent.</summary>
    public int Code => _code ?? 0;

    /// <summary>The error's <c>data</c> as it was received, in <see cref="DataFormat"/>; empty where there was none, or null. Sent on, it is converted where the request has the other format.</summary>
    public ReadOnlyMemory<byte> RawData { get; init; }

    /// <summary>The format of <see cref="RawData"/>.</summary>
    public WireFormat DataFormat { get; init; }

    /// <summary>Whether it was made with a code.</summary>
    internal bool HasCode => _code is not null;

    /// <summary>The type of the error that the contract declares; null where none is meant.</summary>
    internal virtual Type? ErrorType => null;

    /// <summary>Reads <see cref="RawData"/> as JSON, whatever its format.</summary>
    /// <returns>The data, or null where there is none.</returns>
    /// <exception cref="PayloadException">The data is malformed, or MessagePack for which JSON has no form, such as NaN.</exception>
    public JsonElement? GetData() => RawData.IsEmpty ? null : ErrorData.ReadJson(RawData, DataFormat);
}

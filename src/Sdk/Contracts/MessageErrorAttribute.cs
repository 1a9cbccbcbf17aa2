namespace TypedWs;

/// <summary>
/// Declares an error that a request may be answered with. Its handler throws <see cref="RemoteException{TError}"/>, and the caller catches the same. May be repeated,
/// with another code each. It holds for streams, too: for what is thrown in their middle, in both directions.
/// </summary>
/// <typeparam name="TError">What the error tells, a record as a reply is.</typeparam>
/// <param name="code">The error's code on the wire: any but the reserved ones, −32899…−32000 and −32768…−32600.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false, AllowMultiple = true)]
public sealed class MessageErrorAttribute<TError>(int code) : Attribute
{
    /// <summary>The error's code on the wire.</summary>
    public int Code { get; } = code;
}

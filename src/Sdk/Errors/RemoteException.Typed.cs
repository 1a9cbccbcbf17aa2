namespace TypedWs;

/// <summary>
/// An error that the contract declares with <see cref="MessageErrorAttribute{TError}"/>. A handler throws it, and so may the source of a stream; the other side catches it
/// with the same <see cref="Error"/>. Where the data that came cannot be read as <typeparamref name="TError"/>, the other side gets a plain <see cref="RemoteException"/>.
/// </summary>
/// <typeparam name="TError">What the error tells.</typeparam>
/// <remarks>Thrown for a message that does not declare it, it is logged, and the caller gets −32603 (internal error).</remarks>
public sealed class RemoteException<TError> : RemoteException
{
    /// <summary>Makes an error whose code is the one that the contract gives to <typeparamref name="TError"/>.</summary>
    /// <param name="message">What went wrong, for the other side's eyes.</param>
    /// <param name="error">What the error tells.</param>
    public RemoteException(string message, TError error)
        : base(message)
        => Error = error;

    /// <summary>Makes an error where the contract gives <typeparamref name="TError"/> several codes.</summary>
    /// <param name="code">One of them.</param>
    /// <param name="message">What went wrong, for the other side's eyes.</param>
    /// <param name="error">What the error tells.</param>
    public RemoteException(int code, string message, TError error)
        : base(code, message)
        => Error = error;

    /// <summary>What the error tells.</summary>
    public TError Error { get; }

    internal override Type ErrorType => typeof(TError);
}

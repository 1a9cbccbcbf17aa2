using System.ComponentModel;
using MessagePack;
using TypedWs.Envelopes;

namespace TypedWs.CompilerServices;

/// <summary>An error that a message declares. Immutable and thread-safe.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class DeclaredError
{
    private protected DeclaredError(int code) => Code = code;

    /// <summary>The error's code on the wire.</summary>
    public int Code { get; }

    /// <summary>Whether an exception holds an error of this type.</summary>
    internal abstract bool Holds(RemoteException exception);

    /// <summary>Writes the error of an exception that holds one.</summary>
    internal abstract ErrorBody Write(RemoteException exception, WireFormat format);

    /// <summary>Makes the typed exception of a received one.</summary>
    /// <exception cref="PayloadException">Its data is not such an error.</exception>
    internal abstract RemoteException Read(RemoteException received);
}

/// <inheritdoc cref="DeclaredError"/>
/// <typeparam name="TError">What the error tells.</typeparam>
/// <param name="code">The error's code on the wire.</param>
/// <param name="codec">Writes and reads the error.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class DeclaredError<TError>(int code, ValueCodec<TError> codec) : DeclaredError(code)
{
    private static readonly byte[] Nil = [MessagePackCode.Nil];

    internal override bool Holds(RemoteException exception) => exception is RemoteException<TError>;

    internal override ErrorBody Write(RemoteException exception, WireFormat format)
        => new(Code, exception.Message, ErrorData.Write(format, codec, ((RemoteException<TError>)exception).Error));

    internal override RemoteException Read(RemoteException received)
    {
        // As params, absent data is an error without members; the envelope knows how to read that, and what a contract's own code may throw.
        var envelope = new Envelope
        {
            Kind = EnvelopeKind.Error,
            Format = received.DataFormat,
            Body = received.RawData.IsEmpty && received.DataFormat == WireFormat.MessagePack ? Nil : received.RawData,
        };
        envelope.TryRead(codec, out TError error);
        return new RemoteException<TError>(Code, received.Message, error) { RawData = received.RawData, DataFormat = received.DataFormat };
    }
}

using System.ComponentModel;
using TypedWs.Streams;

namespace TypedWs.CompilerServices;

/// <summary>A request that takes a stream along and is answered with one, as the wire knows it. Immutable and thread-safe.</summary>
/// <typeparam name="T">The request.</typeparam>
/// <typeparam name="TIn">The items that it takes along.</typeparam>
/// <typeparam name="TOut">The items that it is answered with.</typeparam>
/// <param name="name">The name on the wire.</param>
/// <param name="codec">Writes and reads the request.</param>
/// <param name="acceptedCodec">Writes and reads the items that it takes along.</param>
/// <param name="itemCodec">Writes and reads the items that it is answered with.</param>
/// <param name="member">The member of the params that holds the stream.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class DuplexMethod<T, TIn, TOut>(string name, ValueCodec<T> codec, ValueCodec<TIn> acceptedCodec, ValueCodec<TOut> itemCodec, string member = "stream")
{
    /// <summary>The name on the wire.</summary>
    public string Name => Request.Name;

    /// <summary>Writes and reads the items that it takes along.</summary>
    public ValueCodec<TIn> AcceptedCodec { get; } = acceptedCodec;

    /// <summary>Writes and reads the items that it is answered with.</summary>
    public ValueCodec<TOut> ItemCodec { get; } = itemCodec;

    /// <summary>The errors that the contract declares, for what answers the request and for its streams.</summary>
    public ErrorTable Errors { get; init; } = ErrorTable.Empty;

    internal RequestMethod<Accepting<T, TIn>, StreamAnswer> Request { get; }
        = new(name, new AcceptingCodec<T, TIn>(codec, acceptedCodec, member), new StreamAnswerCodec<TOut>(itemCodec));
}

using System.ComponentModel;
using TypedWs.Streams;

namespace TypedWs.CompilerServices;

/// <summary>A request that is answered with a stream, as the wire knows it. Immutable and thread-safe.</summary>
/// <typeparam name="T">The request.</typeparam>
/// <typeparam name="TItem">The items.</typeparam>
/// <param name="name">The name on the wire.</param>
/// <param name="codec">Writes and reads the request.</param>
/// <param name="itemCodec">Writes and reads the items.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class StreamMethod<T, TItem>(string name, ValueCodec<T> codec, ValueCodec<TItem> itemCodec)
{
    /// <summary>The name on the wire.</summary>
    public string Name => Request.Name;

    /// <summary>Writes and reads the request.</summary>
    public ValueCodec<T> Codec => Request.Codec;

    /// <summary>Writes and reads the items.</summary>
    public ValueCodec<TItem> ItemCodec { get; } = itemCodec;

    /// <summary>The errors that the contract declares, for what answers the request and for its streams.</summary>
    public ErrorTable Errors { get; init; } = ErrorTable.Empty;

    internal RequestMethod<T, StreamAnswer> Request { get; } = new(name, codec, new StreamAnswerCodec<TItem>(itemCodec));
}

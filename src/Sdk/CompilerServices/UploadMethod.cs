using System.ComponentModel;
using TypedWs.Streams;

namespace TypedWs.CompilerServices;

/// <summary>A request that takes a stream along, as the wire knows it. Immutable and thread-safe.</summary>
/// <typeparam name="T">The request.</typeparam>
/// <typeparam name="TIn">The items that it takes along.</typeparam>
/// <typeparam name="TReply">The reply; <see cref="Acknowledgement"/> where none was declared.</typeparam>
/// <param name="name">The name on the wire.</param>
/// <param name="codec">Writes and reads the request.</param>
/// <param name="acceptedCodec">Writes and reads the items.</param>
/// <param name="replyCodec">Writes and reads the reply.</param>
/// <param name="member">The member of the params that holds the stream.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class UploadMethod<T, TIn, TReply>(string name, ValueCodec<T> codec, ValueCodec<TIn> acceptedCodec, ValueCodec<TReply> replyCodec, string member = "stream")
{
    /// <summary>The name on the wire.</summary>
    public string Name => Request.Name;

    /// <summary>Writes and reads the items.</summary>
    public ValueCodec<TIn> AcceptedCodec { get; } = acceptedCodec;

    /// <summary>The errors that the contract declares, for what answers the request and for its streams.</summary>
    public ErrorTable Errors
    {
        get => Request.Errors;
        init => Request = Request.With(value);
    }

    internal RequestMethod<Accepting<T, TIn>, TReply> Request { get; private init; } = new(name, new AcceptingCodec<T, TIn>(codec, acceptedCodec, member), replyCodec);
}

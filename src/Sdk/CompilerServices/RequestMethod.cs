using System.ComponentModel;

namespace TypedWs.CompilerServices;

/// <summary>A request as the wire knows it: its name, its codec and its reply's codec. Immutable and thread-safe.</summary>
/// <typeparam name="T">The request.</typeparam>
/// <typeparam name="TReply">The reply; <see cref="Acknowledgement"/> where none was declared.</typeparam>
/// <param name="name">The name on the wire.</param>
/// <param name="codec">Writes and reads the request.</param>
/// <param name="replyCodec">Writes and reads the reply.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class RequestMethod<T, TReply>(string name, ValueCodec<T> codec, ValueCodec<TReply> replyCodec)
{
    /// <summary>The name on the wire.</summary>
    public string Name => Encoded.Text;

    /// <summary>Writes and reads the request.</summary>
    public ValueCodec<T> Codec { get; } = codec;

    /// <summary>Writes and reads the reply.</summary>
    public ValueCodec<TReply> ReplyCodec { get; } = replyCodec;

    /// <summary>The time-out that the contract states, in milliseconds: 0 for none of its own, −1 for an infinite one.</summary>
    public int TimeoutMilliseconds { get; init; }

    /// <summary>The errors that the contract declares.</summary>
    public ErrorTable Errors { get; init; } = ErrorTable.Empty;

    internal MethodName Encoded { get; } = new(name);

    internal RequestMethod<T, TReply> With(ErrorTable errors) => new(Name, Codec, ReplyCodec) { TimeoutMilliseconds = TimeoutMilliseconds, Errors = errors };
}

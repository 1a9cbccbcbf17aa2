using System.Diagnostics.CodeAnalysis;

namespace TypedWs;

/// <summary>
/// Runs around the messages of conversations: for logging, metrics, authorization, validation. Added to <see cref="Peers.PeerOptions.Interceptors"/>; several nest in the
/// order in which they were added. Called by many threads and for many messages at once.
/// </summary>
/// <remarks>
/// <para>Answers, and the protocol's own messages (<c>$/…</c>), are not seen. Each message is seen once on each side, a message to an audience once for all members.</para>
/// <para>
/// What <c>next</c> throws may pass, or be replaced by another exception. An interceptor that keeps it from passing thereby ends a one-way message well; a request, or a
/// stream, fails with it all the same, because there is no reply.
/// </para>
/// <para>Not calling <c>next</c> swallows a one-way message. A request or a stream fails then with <see cref="InvalidOperationException"/>, on its caller's side −32603.</para>
/// </remarks>
[SuppressMessage("Naming", "CA1716", Justification = "Middleware calls it next.")]
public abstract class MessageInterceptor
{
    /// <summary>
    /// Runs around the handler of a message that arrived, where and when the handler would start otherwise: for a one-way message, the next waits for it. Throwing
    /// before <paramref name="next"/> refuses the message: a <see cref="RemoteException"/> with its code and message to the caller of a request, logged for a one-way
    /// message.
    /// </summary>
    /// <param name="context">The message.</param>
    /// <param name="next">Goes on to the handler. Its task ends when the handler is done; for a stream, when the stream has ended.</param>
    /// <returns>A task.</returns>
    public virtual ValueTask OnReceivedAsync(MessageContext context, MessageDelegate next)
    {
        ArgumentNullException.ThrowIfNull(next);
        return next();
    }

    /// <summary>
    /// Runs around a message that this side sends, before it is encoded. Throwing fails the send, with that exception. Sends whose interceptors await may overtake each
    /// other.
    /// </summary>
    /// <param name="context">The message.</param>
    /// <param name="next">
    /// Goes on to send. Its task ends when a one-way message is in the send buffer, when a request is answered, and when a stream has ended.
    /// </param>
    /// <returns>A task.</returns>
    public virtual ValueTask OnSendingAsync(MessageContext context, MessageDelegate next)
    {
        ArgumentNullException.ThrowIfNull(next);
        return next();
    }
}

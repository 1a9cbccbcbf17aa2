using System.ComponentModel;
using TypedWs.CompilerServices;
using TypedWs.Interception;

namespace TypedWs;

/// <summary>
/// Many sessions at once. The generated audience of a protocol derives from it and adds the protocol's typed sends. Membership is looked up when a message is
/// sent. A send never waits for a member: it is encoded once per format and copied into each member's send buffer. Thread-safe; cheap to make, not worth keeping.
/// </summary>
public abstract class TypedWsAudience
{
    private readonly AudienceContext _context;

    /// <summary>For generated code.</summary>
    /// <param name="context">Finds the members.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected TypedWsAudience(AudienceContext context) => _context = context;

    /// <summary>How many sessions a message would be sent to now.</summary>
    public int Count => _context.Count;

    /// <summary>The members of this moment.</summary>
    internal IEnumerable<TypedWsSession> Sessions => _context.GetSessions();

    /// <summary>For generated code: sends a one-way message to every member.</summary>
    /// <typeparam name="T">The message.</typeparam>
    /// <param name="method">Its descriptor.</param>
    /// <param name="message">The message.</param>
    /// <param name="cancellationToken">Checked before the message is encoded.</param>
    /// <returns>A completed task; with interceptors, one that is complete when they are.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected ValueTask SendAsync<T>(OneWayMethod<T> method, T message, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_context.Interceptors.Count > 0)
            return InterceptAsync(method, message, cancellationToken);

        _context.Send(method, message);
        return ValueTask.CompletedTask;
    }

    /// <summary>For generated code: the same sessions without one.</summary>
    /// <param name="session">The one to leave out.</param>
    /// <returns>The audience.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected AudienceContext GetExcept(TypedWsSession session) => _context.Except(session.Id);

    private ValueTask InterceptAsync<T>(OneWayMethod<T> method, T message, CancellationToken cancellationToken)
        => InterceptorChain.Of(_context.Interceptors)!.SendAsync(
            new MessageContext(MessageKind.OneWay, method.Name, message!, session: null, cancellationToken),
            () =>
            {
                _context.Send(method, message);
                return ValueTask.CompletedTask;
            });
}

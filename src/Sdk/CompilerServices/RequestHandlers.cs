using System.ComponentModel;

namespace TypedWs.CompilerServices;

/// <summary>The handler that a client has registered for a request: one at most, because a request has one answer. Thread-safe.</summary>
/// <typeparam name="T">The request.</typeparam>
/// <typeparam name="TReply">Its reply.</typeparam>
/// <param name="name">The request's name on the wire, for errors.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class RequestHandlers<T, TReply>(string name)
{
    private Func<T, CancellationToken, ValueTask<TReply>>? _handler; // Interlocked.

    /// <summary>Registers the handler.</summary>
    /// <param name="handler">The handler.</param>
    /// <returns>Disposing it takes the handler away.</returns>
    /// <exception cref="InvalidOperationException">There is one already.</exception>
    public IDisposable Add(Func<T, CancellationToken, ValueTask<TReply>> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        if (Interlocked.CompareExchange(ref _handler, handler, null) is not null)
            throw new InvalidOperationException($"The request {name} has a handler already, and can have one answer only. Dispose the first registration before registering another.");

        return new Registration(() => Interlocked.CompareExchange(ref _handler, null, handler));
    }

    /// <summary>Hands a request to the handler.</summary>
    /// <param name="message">The request.</param>
    /// <param name="cancellationToken">Fires when the caller cancels, or the connection has ended.</param>
    /// <returns>The reply.</returns>
    /// <exception cref="RemoteException">There is no handler: the caller gets −32601.</exception>
    public ValueTask<TReply> InvokeAsync(T message, CancellationToken cancellationToken)
        => Volatile.Read(ref _handler) is { } handler
            ? handler(message, cancellationToken)
            : throw new RemoteException(ErrorCodes.MethodNotFound, $"No handler for \"{name}\" is registered here.");
}

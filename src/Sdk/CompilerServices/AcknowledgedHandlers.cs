using System.ComponentModel;

namespace TypedWs.CompilerServices;

/// <summary>The handler that a client has registered for a request without reply data: one at most. Thread-safe.</summary>
/// <typeparam name="T">The request.</typeparam>
/// <param name="name">The request's name on the wire, for errors.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class AcknowledgedHandlers<T>(string name)
{
    private readonly RequestHandlers<T, Acknowledgement> _handlers = new(name);

    /// <summary>Registers the handler.</summary>
    /// <param name="handler">The handler; the caller is told when it is done.</param>
    /// <returns>Disposing it takes the handler away.</returns>
    /// <exception cref="InvalidOperationException">There is one already.</exception>
    public IDisposable Add(Func<T, CancellationToken, ValueTask> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        return _handlers.Add((message, cancellationToken) => Incoming.Acknowledge(handler(message, cancellationToken)));
    }

    /// <summary>Hands a request to the handler.</summary>
    /// <param name="message">The request.</param>
    /// <param name="cancellationToken">Fires when the caller cancels, or the connection has ended.</param>
    /// <returns>A task that is complete when the handler is done.</returns>
    /// <exception cref="RemoteException">There is no handler: the caller gets −32601.</exception>
    public async ValueTask InvokeAsync(T message, CancellationToken cancellationToken)
        => await _handlers.InvokeAsync(message, cancellationToken).ConfigureAwait(false);
}

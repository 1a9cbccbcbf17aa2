using System.ComponentModel;

namespace TypedWs.CompilerServices;

/// <summary>The handler that a client has registered for a request that takes a stream along and is acknowledged without data: one at most. Thread-safe.</summary>
/// <typeparam name="T">The request.</typeparam>
/// <typeparam name="TIn">The items that it takes along.</typeparam>
/// <param name="name">The request's name on the wire, for errors.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class AcknowledgedUploadHandlers<T, TIn>(string name)
{
    private readonly SingleHandler<Func<T, IAsyncEnumerable<TIn>, CancellationToken, ValueTask>> _handler = new(name);

    /// <summary>Registers the handler.</summary>
    /// <param name="handler">The handler.</param>
    /// <returns>Disposing it takes the handler away.</returns>
    /// <exception cref="InvalidOperationException">There is one already.</exception>
    public IDisposable Add(Func<T, IAsyncEnumerable<TIn>, CancellationToken, ValueTask> handler) => _handler.Add(handler);

    /// <summary>Hands a request to the handler.</summary>
    /// <param name="message">The request.</param>
    /// <param name="items">What it takes along.</param>
    /// <param name="cancellationToken">Fires when nobody waits any longer.</param>
    /// <returns>A task that is complete when the handler is done.</returns>
    /// <exception cref="RemoteException">There is no handler: the caller gets −32601.</exception>
    public ValueTask InvokeAsync(T message, IAsyncEnumerable<TIn> items, CancellationToken cancellationToken) => _handler.Required(message, items, cancellationToken);
}

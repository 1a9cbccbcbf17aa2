using System.ComponentModel;

namespace TypedWs.CompilerServices;

/// <summary>The handler that a client has registered for a request that is answered with a stream: one at most. Thread-safe.</summary>
/// <typeparam name="T">The request.</typeparam>
/// <typeparam name="TItem">The items.</typeparam>
/// <param name="name">The request's name on the wire, for errors.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class StreamHandlers<T, TItem>(string name)
{
    private readonly SingleHandler<Func<T, CancellationToken, IAsyncEnumerable<TItem>>> _handler = new(name);

    /// <summary>Registers the handler.</summary>
    /// <param name="handler">The handler.</param>
    /// <returns>Disposing it takes the handler away.</returns>
    /// <exception cref="InvalidOperationException">There is one already.</exception>
    public IDisposable Add(Func<T, CancellationToken, IAsyncEnumerable<TItem>> handler) => _handler.Add(handler);

    /// <summary>Hands a request to the handler.</summary>
    /// <param name="message">The request.</param>
    /// <param name="cancellationToken">Fires when nobody waits any longer.</param>
    /// <returns>The stream.</returns>
    /// <exception cref="RemoteException">There is no handler: the caller gets −32601.</exception>
    public IAsyncEnumerable<TItem> Invoke(T message, CancellationToken cancellationToken) => _handler.Required(message, cancellationToken);
}

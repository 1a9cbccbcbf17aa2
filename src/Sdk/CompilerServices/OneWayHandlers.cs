using System.ComponentModel;

namespace TypedWs.CompilerServices;

/// <summary>
/// The handlers that a client has registered for a one-way message; each gets every message, in the order of registration. Thread-safe: registrations replace the
/// array under a lock, messages read it without one.
/// </summary>
/// <typeparam name="T">The message.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class OneWayHandlers<T>
{
    private readonly Lock _gate = new();
    private volatile Func<T, CancellationToken, ValueTask>[] _handlers = []; // Written under the gate; never changed in place.

    /// <summary>Adds a handler.</summary>
    /// <param name="handler">The handler.</param>
    /// <returns>Disposing it takes the handler away; a message that is being handled is still handed to it.</returns>
    public IDisposable Add(Func<T, CancellationToken, ValueTask> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        lock (_gate)
            _handlers = [.. _handlers, handler];
        return new Registration(() => Remove(handler));
    }

    /// <summary>Hands a message to all handlers, one after another.</summary>
    /// <param name="message">The message.</param>
    /// <param name="cancellationToken">Fires when the connection has ended.</param>
    /// <returns>A task that is complete when all are done.</returns>
    public ValueTask InvokeAsync(T message, CancellationToken cancellationToken)
    {
        Func<T, CancellationToken, ValueTask>[] handlers = _handlers;
        return handlers.Length switch
        {
            0 => default,
            1 => handlers[0](message, cancellationToken),
            _ => InvokeAllAsync(handlers, message, cancellationToken),
        };
    }

    private static async ValueTask InvokeAllAsync(Func<T, CancellationToken, ValueTask>[] handlers, T message, CancellationToken cancellationToken)
    {
        List<Exception>? failures = null;
        foreach (Func<T, CancellationToken, ValueTask> handler in handlers)
        {
            try
            {
                await handler(message, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e)
            {
                (failures ??= []).Add(e); // One that fails keeps the message from none of the others.
            }
        }

        if (failures is not null)
            throw failures.Count == 1 ? failures[0] : new AggregateException(failures);
    }

    private void Remove(Func<T, CancellationToken, ValueTask> handler)
    {
        lock (_gate)
        {
            int index = Array.IndexOf(_handlers, handler);
            if (index >= 0)
                _handlers = [.. _handlers[..index], .. _handlers[(index + 1)..]];
        }
    }
}

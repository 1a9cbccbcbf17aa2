namespace TypedWs.CompilerServices;

/// <summary>The one handler that a request may have on a client. Thread-safe.</summary>
/// <typeparam name="THandler">The handler's delegate.</typeparam>
/// <param name="name">The request's name on the wire, for errors.</param>
internal sealed class SingleHandler<THandler>(string name)
    where THandler : Delegate
{
    private THandler? _handler; // Interlocked.

    /// <exception cref="RemoteException">There is no handler: the caller gets −32601.</exception>
    public THandler Required => Volatile.Read(ref _handler) ?? throw new RemoteException(ErrorCodes.MethodNotFound, $"No handler for \"{name}\" is registered here.");

    public IDisposable Add(THandler handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        if (Interlocked.CompareExchange(ref _handler, handler, null) is not null)
            throw new InvalidOperationException($"The request {name} has a handler already, and can have one answer only. Dispose the first registration before registering another.");

        return new Registration(() => Interlocked.CompareExchange(ref _handler, null, handler));
    }
}

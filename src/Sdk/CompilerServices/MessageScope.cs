using System.ComponentModel;

namespace TypedWs.CompilerServices;

/// <summary>The handler of one message, and the dependency injection scope that it lives in. Used by one message.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class MessageScope : IAsyncDisposable
{
    /// <summary>The user's handler; an instance of the protocol's handler interface.</summary>
    public abstract object Handler { get; }

    /// <summary>Disposes the handler, where it is not the container's, and then the scope. Never fails: the message is handled by then, and the host logs what goes wrong.</summary>
    /// <returns>A task.</returns>
    public abstract ValueTask DisposeAsync();
}

using System.ComponentModel;

namespace TypedWs.CompilerServices;

/// <summary>Where messages that have a handler each get it from; the hosting package implements it. Thread-safe.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class MessageScopes
{
    /// <summary>Opens a scope for one message. What it throws fails the message as if its handler had thrown it.</summary>
    /// <returns>The scope, to be disposed when the handler is done.</returns>
    public abstract ValueTask<MessageScope> OpenAsync();
}

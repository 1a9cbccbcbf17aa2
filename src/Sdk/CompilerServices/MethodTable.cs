using System.ComponentModel;

namespace TypedWs.CompilerServices;

/// <summary>The messages that one side of a protocol handles, found by name. Generated as a switch on the name's bytes; immutable and thread-safe.</summary>
/// <typeparam name="TTarget">What the handlers belong to: a client, or a session on the server.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class MethodTable<TTarget>
    where TTarget : class
{
    /// <summary>Finds a message by its name.</summary>
    /// <param name="name">The name on the wire, as UTF-8.</param>
    /// <returns>The message, or null where this side does not handle it.</returns>
    public abstract IncomingMethod<TTarget>? Find(ReadOnlySpan<byte> name);
}

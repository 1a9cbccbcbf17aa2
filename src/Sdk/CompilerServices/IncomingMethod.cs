using System.ComponentModel;
using TypedWs.Envelopes;
using TypedWs.Peers;

namespace TypedWs.CompilerServices;

/// <summary>A message that a target handles: reads it and hands it to its handler. Made by <see cref="Incoming"/>; immutable and thread-safe.</summary>
/// <typeparam name="TTarget">What the handlers belong to.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class IncomingMethod<TTarget>
    where TTarget : class
{
    private protected IncomingMethod()
    {
    }

    internal abstract MethodMatch Receive(Peer peer, TTarget target, scoped in Envelope envelope);
}

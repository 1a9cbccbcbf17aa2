using System.ComponentModel;
using TypedWs.Envelopes;
using TypedWs.Peers;

namespace TypedWs.CompilerServices;

/// <summary>The messages that one target handles, as a conversation sees them. A conversation may have several. Immutable and thread-safe.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class MethodBinding
{
    private protected MethodBinding()
    {
    }

    internal abstract MethodMatch Receive(Peer peer, scoped in Envelope envelope);
}

/// <inheritdoc cref="MethodBinding"/>
/// <typeparam name="TTarget">What the handlers belong to: a client, or a session on the server.</typeparam>
/// <param name="methods">What is handled.</param>
/// <param name="target">By whom.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class MethodBinding<TTarget>(MethodTable<TTarget> methods, TTarget target) : MethodBinding
    where TTarget : class
{
    internal override MethodMatch Receive(Peer peer, scoped in Envelope envelope)
        => methods.Find(envelope.Method)?.Receive(peer, target, in envelope) ?? MethodMatch.None;
}

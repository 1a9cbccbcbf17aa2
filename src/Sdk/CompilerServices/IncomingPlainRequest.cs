using TypedWs.Peers;

namespace TypedWs.CompilerServices;

/// <summary>A request without streams.</summary>
internal sealed class IncomingPlainRequest<TTarget, T, TReply>(RequestMethod<T, TReply> method, Func<TTarget, T, CancellationToken, ValueTask<TReply>> handler)
    : IncomingRequest<TTarget, T, TReply>(method)
    where TTarget : class
{
    protected override ValueTask<TReply> InvokeAsync(Peer peer, TTarget target, T message, CancellationToken cancellationToken) => handler(target, message, cancellationToken);
}

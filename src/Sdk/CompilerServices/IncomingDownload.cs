using TypedWs.Peers;
using TypedWs.Streams;

namespace TypedWs.CompilerServices;

/// <summary>A request that is answered with a stream.</summary>
internal sealed class IncomingDownload<TTarget, T, TItem>(StreamMethod<T, TItem> method, Func<TTarget, T, CancellationToken, IAsyncEnumerable<TItem>> handler)
    : IncomingStream<TTarget, T>(method.Name, method.Codec)
    where TTarget : class
{
    protected override StreamProducer Create(Peer peer, TTarget target, T message, WireFormat format)
        => new DownloadProducer<TItem>(peer, method.Name, format, method.ItemCodec, target, message!, stopped => handler(target, message, stopped), method.Errors, accepted: null);
}

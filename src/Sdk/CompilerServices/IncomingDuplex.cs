using TypedWs.Peers;
using TypedWs.Streams;

namespace TypedWs.CompilerServices;

/// <summary>A request that takes a stream along and is answered with one. The handler may enumerate the former until the latter ends.</summary>
internal sealed class IncomingDuplex<TTarget, T, TIn, TOut>(
    DuplexMethod<T, TIn, TOut> method,
    Func<TTarget, T, IAsyncEnumerable<TIn>, CancellationToken, IAsyncEnumerable<TOut>> handler)
    : IncomingStream<TTarget, Accepting<T, TIn>>(method.Name, method.Request.Codec)
    where TTarget : class
{
    protected override StreamProducer Create(Peer peer, TTarget target, Accepting<T, TIn> message, WireFormat format)
    {
        var accepted = new AcceptedStream<TIn>(peer, method.Name, message.Received!, method.Errors, message.ReceivedToken, message.Format);
        return new DownloadProducer<TOut>(peer, method.Name, format, method.ItemCodec, target, message.Message!, Call, method.Errors, accepted);

        IAsyncEnumerable<TOut> Call(CancellationToken stopped)
        {
            accepted.RequestToken = stopped;
            return handler(target, message.Message, accepted, stopped);
        }
    }
}

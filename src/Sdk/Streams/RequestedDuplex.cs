using TypedWs.CompilerServices;
using TypedWs.Peers;

namespace TypedWs.Streams;

/// <summary>A stream of the other side whose request takes a stream along. Each enumeration asks anew, and enumerates that anew. Immutable and thread-safe.</summary>
/// <typeparam name="T">The request.</typeparam>
/// <typeparam name="TIn">The items that it takes along.</typeparam>
/// <typeparam name="TOut">The items that it is answered with.</typeparam>
/// <param name="peer">The conversation.</param>
/// <param name="method">The request's descriptor.</param>
/// <param name="message">The request.</param>
/// <param name="items">What it takes along.</param>
/// <param name="cancellationToken">Ends every enumeration.</param>
internal sealed class RequestedDuplex<T, TIn, TOut>(
    Peer peer,
    DuplexMethod<T, TIn, TOut> method,
    T message,
    IAsyncEnumerable<TIn> items,
    CancellationToken cancellationToken)
    : IAsyncEnumerable<TOut>
{
    public IAsyncEnumerator<TOut> GetAsyncEnumerator(CancellationToken enumeratorToken = default)
    {
        UploadProducer<TIn> upload = peer.OpenUpload(method.Name, method.AcceptedCodec, items, method.Errors);
        var opening = new StreamOpening<Accepting<T, TIn>>(method.Request, new Accepting<T, TIn>(message, upload.Token));
        return new RemoteStream<TOut>(peer, method.Name, method.ItemCodec, method.Errors, opening, upload, cancellationToken, enumeratorToken);
    }
}

using TypedWs.CompilerServices;
using TypedWs.Peers;

namespace TypedWs.Streams;

/// <summary>A stream of the other side that is asked for each time that it is enumerated. Immutable and thread-safe.</summary>
/// <typeparam name="T">The request.</typeparam>
/// <typeparam name="TItem">The items.</typeparam>
/// <param name="peer">The conversation.</param>
/// <param name="method">The request's descriptor.</param>
/// <param name="message">The request.</param>
/// <param name="cancellationToken">Ends every enumeration.</param>
internal sealed class RequestedStream<T, TItem>(Peer peer, StreamMethod<T, TItem> method, T message, CancellationToken cancellationToken) : IAsyncEnumerable<TItem>
{
    public IAsyncEnumerator<TItem> GetAsyncEnumerator(CancellationToken enumeratorToken = default)
    {
        var opening = new StreamOpening<T>(method.Request, message);
        return new RemoteStream<TItem>(peer, method.Name, method.ItemCodec, method.Errors, opening, upload: null, cancellationToken, enumeratorToken);
    }
}

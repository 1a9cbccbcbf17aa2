using TypedWs.CompilerServices;
using TypedWs.Peers;

namespace TypedWs.Streams;

/// <summary>The items that a handler answers a request with.</summary>
/// <typeparam name="TItem">The items.</typeparam>
/// <param name="peer">The conversation.</param>
/// <param name="method">The request's name.</param>
/// <param name="format">The request's format.</param>
/// <param name="codec">Writes the items.</param>
/// <param name="target">What the handler belongs to.</param>
/// <param name="message">The request.</param>
/// <param name="handler">Calls the handler.</param>
/// <param name="errors">The errors that the message declares.</param>
/// <param name="accepted">The stream that the request took along, or null; it ends with this one.</param>
internal sealed class DownloadProducer<TItem>(
    Peer peer,
    string method,
    WireFormat format,
    ValueCodec<TItem> codec,
    object target,
    object message,
    Func<CancellationToken, IAsyncEnumerable<TItem>> handler,
    ErrorTable errors,
    IAcceptedStream? accepted)
    : StreamProducer(peer, method, format, errors, isUpload: false)
{
    protected override async Task RunAsync()
    {
        // The same token twice: an iterator that marks its parameter [EnumeratorCancellation] needs to link nothing then.
        IAsyncEnumerator<TItem> items = (Peer.CallsDirectly(Method) ? handler(Stopped) : CallWithin()).GetAsyncEnumerator(Stopped);
        try
        {
            while (await WaitForRoomAsync().ConfigureAwait(false) && await items.MoveNextAsync().ConfigureAwait(false))
                TryAdd(codec, items.Current);
        }
        finally
        {
            await items.DisposeAsync().ConfigureAwait(false);
        }
    }

    private IAsyncEnumerable<TItem> CallWithin()
    {
        return Peer.CallForStream(accepted is null ? MessageKind.Stream : MessageKind.Duplex, Method, message, target, Call, Stopped);

        IAsyncEnumerable<TItem> Call(CancellationToken stopped)
        {
            try
            {
                return handler(stopped);
            }
            finally
            {
                NoteCalled();
            }
        }
    }

    protected override void OnEnded() => accepted?.End();
}

using TypedWs.CompilerServices;
using TypedWs.Peers;

namespace TypedWs.Streams;

/// <summary>The items that a request of this side takes along. Enumerated from the first time that the other side asks.</summary>
/// <typeparam name="TItem">The items.</typeparam>
/// <param name="peer">The conversation.</param>
/// <param name="method">The request's name.</param>
/// <param name="codec">Writes the items.</param>
/// <param name="source">The caller's items.</param>
/// <param name="errors">The errors that the message declares.</param>
internal sealed class UploadProducer<TItem>(Peer peer, string method, ValueCodec<TItem> codec, IAsyncEnumerable<TItem> source, ErrorTable errors)
    : StreamProducer(peer, method, peer.Format, errors, isUpload: true)
{
    /// <summary>Told that the other side did not ask for too long.</summary>
    public Action? Expired { get; set; }

    protected override async Task RunAsync()
    {
        IAsyncEnumerator<TItem> items = source.GetAsyncEnumerator(Stopped);
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

    protected override void OnExpired() => Expired?.Invoke();
}

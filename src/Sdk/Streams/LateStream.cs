namespace TypedWs.Streams;

/// <summary>A stream that is made when it is enumerated: by then, a client may have another connection. Immutable and thread-safe.</summary>
/// <typeparam name="TItem">The items.</typeparam>
/// <param name="create">Makes it.</param>
internal sealed class LateStream<TItem>(Func<IAsyncEnumerable<TItem>> create) : IAsyncEnumerable<TItem>
{
    public IAsyncEnumerator<TItem> GetAsyncEnumerator(CancellationToken cancellationToken = default) => create().GetAsyncEnumerator(cancellationToken);
}

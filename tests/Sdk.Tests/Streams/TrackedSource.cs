namespace TypedWs.Tests.Streams;

/// <summary>A source of items that knows what is done with it: how far it was asked, whether it was disposed, and whether that was at the wrong time.</summary>
internal sealed class TrackedSource<T>(Func<int, CancellationToken, ValueTask<(bool HasItem, T Item)>> next) : IAsyncEnumerable<T>
{
    private int _produced;
    private int _enumerations;
    private int _disposals;
    private int _isMoving;

    /// <summary>A source that yields as many items as there are, all at once.</summary>
    public static TrackedSource<T> Of(int count, Func<int, T> create) => new((index, _) => new((index < count, index < count ? create(index) : default!)));

    /// <summary>A source that yields some items and then none until it is cancelled.</summary>
    public static TrackedSource<T> ThenWaits(int count, Func<int, T> create) => new(async (index, token) =>
    {
        if (index >= count)
            await Task.Delay(Timeout.Infinite, token);
        return (true, create(index));
    });

    public int Produced => Volatile.Read(ref _produced);

    public int Enumerations => Volatile.Read(ref _enumerations);

    public int Disposals => Volatile.Read(ref _disposals);

    public bool WasDisposedWhileMoving { get; private set; }

    public TaskCompletionSource Disposed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _enumerations);
        return new Enumerator(this, cancellationToken);
    }

    private sealed class Enumerator(TrackedSource<T> source, CancellationToken cancellationToken) : IAsyncEnumerator<T>
    {
        private int _index;

        public T Current { get; private set; } = default!;

        public async ValueTask<bool> MoveNextAsync()
        {
            Interlocked.Exchange(ref source._isMoving, 1);
            try
            {
                (bool hasItem, Current) = await source.Next(_index++, cancellationToken);
                if (hasItem)
                    Interlocked.Increment(ref source._produced);
                return hasItem;
            }
            finally
            {
                Interlocked.Exchange(ref source._isMoving, 0);
            }
        }

        public ValueTask DisposeAsync()
        {
            source.WasDisposedWhileMoving |= Volatile.Read(ref source._isMoving) == 1;
            Interlocked.Increment(ref source._disposals);
            source.Disposed.TrySetResult();
            return default;
        }
    }

    private ValueTask<(bool HasItem, T Item)> Next(int index, CancellationToken cancellationToken) => next(index, cancellationToken);
}

namespace LoadTest.Messages;

/// <summary>Counts what arrived, and keeps the first thing that was wrong with it. Thread-safe.</summary>
internal sealed class Arrivals
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private long _count;
    private long _target = long.MaxValue;
    private volatile TaskCompletionSource _reached = NewSource();

    public void Add()
    {
        if (Interlocked.Increment(ref _count) == Volatile.Read(ref _target))
            _reached.TrySetResult();
    }

    public void Fail(string problem) => _reached.TrySetException(new InvalidDataException(problem));

    /// <summary>Begins at zero. Nothing may be under way.</summary>
    public void Reset()
    {
        _reached = NewSource();
        Volatile.Write(ref _target, long.MaxValue);
        Interlocked.Exchange(ref _count, 0);
    }

    /// <summary>Waits until so many arrived since the last reset.</summary>
    /// <exception cref="InvalidDataException">Something that arrived was wrong, or there was more.</exception>
    /// <exception cref="TimeoutException">Something did not arrive.</exception>
    public async Task WaitAsync(long target)
    {
        // The last target was met; a failure stays.
        if (_reached.Task.IsCompletedSuccessfully)
            _reached = NewSource();

        // In this order: an arrival either sees the target, or is seen here.
        Interlocked.Exchange(ref _target, target);
        if (Interlocked.Read(ref _count) >= target)
            _reached.TrySetResult();

        try
        {
            await _reached.Task.WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"{target} messages were sent, and {Interlocked.Read(ref _count)} came.");
        }

        if (Interlocked.Read(ref _count) != target)
            throw new InvalidDataException($"{target} messages were sent, and {Interlocked.Read(ref _count)} came.");
    }

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

using System.Buffers;

namespace TypedWs.Tests;

/// <summary>Knows what was rented and not given back. Thread-safe.</summary>
public sealed class CountingPool : ArrayPool<byte>
{
    private readonly Lock _gate = new();
    private readonly HashSet<byte[]> _rented = [];
    private TaskCompletionSource _empty = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _bytes;
    private long _peak;

    /// <summary>Arrays rented and not given back.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
                return _rented.Count;
        }
    }

    /// <summary>The most bytes that were rented at one time.</summary>
    public long PeakBytes
    {
        get
        {
            lock (_gate)
                return _peak;
        }
    }

    /// <summary>Completes when everything is given back: a write that is cut off lets go of its buffer a moment after the connection's end. Fails after 10 s.</summary>
    public Task WhenEmptyAsync()
    {
        lock (_gate)
            return _rented.Count == 0 ? Task.CompletedTask : _empty.Task.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
    }

    public override byte[] Rent(int minimumLength)
    {
        byte[] array = Shared.Rent(minimumLength);
        lock (_gate)
        {
            _rented.Add(array);
            _bytes += array.Length;
            _peak = Math.Max(_peak, _bytes);
        }

        return array;
    }

    public override void Return(byte[] array, bool clearArray = false)
    {
        lock (_gate)
        {
            Assert.True(_rented.Remove(array), "An array was given back twice, or was never rented here.");
            _bytes -= array.Length;
            if (_rented.Count == 0)
            {
                _empty.SetResult();
                _empty = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }

        Shared.Return(array, clearArray);
    }
}

using System.Buffers;
using System.Numerics;

namespace TypedWs.Tests;

/// <summary>Knows what was rented and not given back. Thread-safe.</summary>
/// <param name="keeps">Whether arrays come from the shared pool, which keeps those that come back; otherwise each is a new one.</param>
public sealed class CountingPool(bool keeps = true) : ArrayPool<byte>
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
        byte[] array = keeps ? Shared.Rent(minimumLength) : new byte[(int)BitOperations.RoundUpToPowerOf2((uint)minimumLength)];
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

        if (keeps)
            Shared.Return(array, clearArray);
    }
}

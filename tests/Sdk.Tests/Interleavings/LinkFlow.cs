namespace TypedWs.Tests.Interleavings;

/// <summary>
/// One direction of a link whose bytes arrive when the test says so. Holds at most as many bytes as its capacity: a write that finds no room waits, as on a socket
/// whose peer does not read. One writer and one reader at a time; the test may call everything else on any thread. <see cref="_gate"/> guards all fields.
/// </summary>
/// <param name="capacity">Bytes that may be under way.</param>
internal sealed class LinkFlow(int capacity)
{
    private readonly Lock _gate = new();
    private readonly byte[] _bytes = new byte[capacity];
    private int _start;
    private int _count;
    private long _allowance; // Bytes that may still arrive while the flow is held.
    private bool _isHeld;
    private bool _isEnded; // The writing end is closed.
    private bool _isBroken; // The reading end is closed.
    private long _moved;
    private TaskCompletionSource? _change; // Set while somebody waits.

    /// <summary>Bytes that were read; a snapshot.</summary>
    public long Moved => Volatile.Read(ref _moved);

    /// <summary>Lets nothing through but what is allowed after this.</summary>
    public void Hold() => Change(() => (_isHeld, _allowance) = (true, 0));

    /// <summary>Lets that many more bytes through a flow that is held.</summary>
    public void Allow(int bytes) => Change(() => _allowance += bytes);

    /// <summary>Lets everything through.</summary>
    public void Open() => Change(() => _isHeld = false);

    /// <summary>Ends the flow behind what was written.</summary>
    public void End() => Change(() => _isEnded = true);

    /// <summary>Ends the flow at once: nobody reads any more.</summary>
    public void Break() => Change(() => _isBroken = true);

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task change;
            lock (_gate)
            {
                if (_isBroken || _isEnded)
                    throw new IOException("The link is closed.");

                int length = Math.Min(bytes.Length, capacity - _count);
                for (int i = 0; i < length; i++)
                    _bytes[(_start + _count + i) % capacity] = bytes.Span[i];
                _count += length;
                bytes = bytes[length..];
                if (length > 0)
                    Wake();
                if (bytes.IsEmpty)
                    return;

                change = WhenChanged();
            }

            await change.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Reads what may arrive; into an empty buffer it waits for something to read.</summary>
    /// <returns>0 at the flow's end.</returns>
    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task change;
            lock (_gate)
            {
                ObjectDisposedException.ThrowIf(_isBroken, this);
                long mayArrive = _isHeld ? Math.Min(_allowance, _count) : _count;
                if (mayArrive > 0)
                    return Take(buffer, (int)mayArrive);
                if (_isEnded && _count == 0 && !_isHeld)
                    return 0;

                change = WhenChanged();
            }

            await change.WaitAsync(cancellationToken);
        }
    }

    public override string ToString()
    {
        lock (_gate)
            return $"{_count} of {capacity} bytes under way, {(_isHeld ? $"held, {_allowance} allowed" : "open")}{(_isEnded ? ", ended" : "")}{(_isBroken ? ", broken" : "")}, {_moved} read";
    }

    private int Take(Memory<byte> buffer, int mayArrive)
    {
        int length = Math.Min(buffer.Length, mayArrive);
        for (int i = 0; i < length; i++)
            buffer.Span[i] = _bytes[(_start + i) % capacity];
        _start = (_start + length) % capacity;
        _count -= length;
        _allowance -= _isHeld ? length : 0;
        _moved += length;
        if (length > 0)
            Wake();
        return length;
    }

    private void Change(Action change)
    {
        lock (_gate)
        {
            change();
            Wake();
        }
    }

    private Task WhenChanged() => (_change ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    private void Wake()
    {
        _change?.SetResult();
        _change = null;
    }
}

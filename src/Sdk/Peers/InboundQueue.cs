namespace TypedWs.Peers;

/// <summary>
/// Keeps one-way messages in order, one at a time: while a handler runs, later messages wait here, bounded in number and bytes.
/// </summary>
/// <remarks>
/// The receive loop alone begins work (<see cref="Follow"/>, <see cref="Enqueue"/>) and waits for room; the worker that empties the queue runs on the thread pool.
/// <see cref="_gate"/> guards all fields. <see cref="IsIdle"/> is read by the loop without it: only the loop ends idleness, so what it reads cannot turn false behind its back.
/// </remarks>
internal sealed class InboundQueue(PeerOptions options) : IThreadPoolWorkItem
{
    private readonly Lock _gate = new();
    private readonly Queue<QueuedMessage> _messages = [];
    private long _bytes;
    private volatile bool _isBusy;
    private volatile bool _isOverBound;
    private volatile TaskCompletionSource? _room; // Set while the loop waits for room.
    private TaskCompletionSource? _whenIdle;

    /// <summary>Whether no handler runs and no message waits: the loop may run the next handler itself.</summary>
    public bool IsIdle => !_isBusy;

    /// <summary>Whether the loop should wait before it reads on.</summary>
    public bool IsOverBound => _isOverBound;

    /// <summary>Whether even the overflow, which is used while a call of ours is pending, is full.</summary>
    public bool IsOverflowing
    {
        get
        {
            lock (_gate)
                return _messages.Count > (long)options.MaxQueuedMessages * options.OverflowFactor || _bytes > (long)options.MaxQueuedBytes * options.OverflowFactor;
        }
    }

    /// <summary>Makes later messages wait for a handler that the loop started and that is not done.</summary>
    /// <param name="running">The handler's task; it never fails.</param>
    public void Follow(ValueTask running)
    {
        _isBusy = true;
        _ = FollowAsync(running);
    }

    /// <summary>Adds a message behind those that wait.</summary>
    public void Enqueue(QueuedMessage message)
    {
        bool start;
        lock (_gate)
        {
            _messages.Enqueue(message);
            _bytes += message.Size;
            _isOverBound = _messages.Count >= options.MaxQueuedMessages || _bytes >= options.MaxQueuedBytes;
            start = !_isBusy;
            _isBusy = true;
        }

        if (start)
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    /// <summary>A task that completes when there is room, or when <see cref="ResumeReading"/> is called.</summary>
    public Task WaitForRoomAsync()
    {
        lock (_gate)
        {
            if (!_isOverBound)
                return Task.CompletedTask;

            _room = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _room.Task;
        }
    }

    /// <summary>Makes the loop read on although there is no room: a call of ours now waits for an answer that stands behind the messages, or the connection has ended.</summary>
    public void ResumeReading()
    {
        if (_room is null)
            return;

        lock (_gate)
            ReleaseLoop();
    }

    /// <summary>A task that completes when no handler runs and no message waits.</summary>
    public Task WhenIdleAsync()
    {
        lock (_gate)
        {
            if (!_isBusy)
                return Task.CompletedTask;

            _whenIdle ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _whenIdle.Task;
        }
    }

    /// <summary>Throws away what waits.</summary>
    /// <returns>How many messages there were.</returns>
    public int Clear()
    {
        lock (_gate)
        {
            int count = _messages.Count;
            _messages.Clear();
            _bytes = 0;
            _isOverBound = false;
            ReleaseLoop();
            return count;
        }
    }

    void IThreadPoolWorkItem.Execute() => _ = DrainAsync();

    private async Task FollowAsync(ValueTask running)
    {
        await running.ConfigureAwait(false);
        await DrainAsync().ConfigureAwait(false);
    }

    private async Task DrainAsync()
    {
        while (TryDequeue(out QueuedMessage? message))
            await message.RunAsync().ConfigureAwait(false);
    }

    private bool TryDequeue([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out QueuedMessage? message)
    {
        lock (_gate)
        {
            if (!_messages.TryDequeue(out message))
            {
                _isBusy = false;
                _whenIdle?.TrySetResult();
                _whenIdle = null;
                return false;
            }

            _bytes -= message.Size;

            // Reading resumes at half of the bound, so that a full queue does not stop and start the peer for every message.
            if (_isOverBound && _messages.Count <= options.MaxQueuedMessages / 2 && _bytes <= options.MaxQueuedBytes / 2)
            {
                _isOverBound = false;
                ReleaseLoop();
            }

            return true;
        }
    }

    private void ReleaseLoop()
    {
        _room?.TrySetResult();
        _room = null;
    }
}

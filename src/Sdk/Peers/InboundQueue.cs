using System.Diagnostics.CodeAnalysis;

namespace TypedWs.Peers;

/// <summary>
/// Keeps one-way messages, in strict order also requests, in order and one at a time: while a handler runs, later messages wait here, bounded in number and bytes.
/// </summary>
/// <remarks>
/// The receive loop alone begins work (<see cref="Follow"/>, <see cref="Enqueue"/>) and waits for room; the worker that empties the queue runs on the thread pool.
/// The queue's own lock, which nobody else takes, guards all fields. <see cref="IsIdle"/> is read by the loop without it: only the loop ends idleness, so what it reads cannot turn false behind its back.
/// </remarks>
internal sealed class InboundQueue(PeerOptions options) : IThreadPoolWorkItem
{
    private Queue<QueuedMessage>? _messages; // Made by the first that has to wait.
    private long _bytes;
    private int _requests; // How many of the messages are requests.
    private bool _isStopped;
    private volatile bool _isBusy;
    private volatile bool _isHeld;
    private volatile bool _isOverBound;
    private volatile TaskCompletionSource? _room; // Set while the loop waits for room.
    private TaskCompletionSource? _whenIdle;

    /// <summary>Whether no handler runs and no message waits: the loop may run the next handler itself.</summary>
    public bool IsIdle => !_isBusy && !_isHeld;

    /// <summary>Whether a handler runs, or a message waits.</summary>
    public bool IsBusy => _isBusy;

    /// <summary>Whether requests wait, too: between <see cref="Hold"/> and <see cref="Release"/>, and for ever after <see cref="Stop"/>.</summary>
    public bool IsHeld => _isHeld;

    /// <summary>Whether the loop should wait before it reads on.</summary>
    public bool IsOverBound => _isOverBound;

    /// <summary>Whether even the overflow, which is used while a call of ours is pending, is full.</summary>
    public bool IsOverflowing
    {
        get
        {
            lock (this)
                return WaitingCount > (long)options.MaxQueuedMessages * options.OverflowFactor || _bytes > (long)options.MaxQueuedBytes * options.OverflowFactor;
        }
    }

    /// <summary>How many messages wait; a snapshot.</summary>
    public int Count
    {
        get
        {
            lock (this)
                return WaitingCount;
        }
    }

    private int WaitingCount => _messages?.Count ?? 0;

    /// <summary>Makes every message wait. Called before the loop begins.</summary>
    public void Hold()
    {
        lock (this)
            _isBusy = _isHeld = true;
    }

    /// <summary>Lets the messages go that waited for it.</summary>
    public void Release()
    {
        lock (this)
            _isHeld = _isStopped; // The loop may be about to run a message that it looked at before the stop.
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
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
        lock (this)
        {
            if (_isStopped)
            {
                message.Drop();
                return;
            }

            Add(message);
            start = !_isBusy;
            _isBusy = true;
        }

        if (start)
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    /// <summary>Adds a request behind those messages that wait for <see cref="Release"/>.</summary>
    /// <returns>False where nothing is held any more: a request never waits for a running handler.</returns>
    public bool TryHold(QueuedMessage request)
    {
        lock (this)
        {
            if (!_isHeld)
                return false;

            if (!_isStopped)
                Add(request);
            return true;
        }
    }

    /// <summary>A task that completes when there is room, or when <see cref="ResumeReading"/> is called.</summary>
    public Task WaitForRoomAsync()
    {
        lock (this)
        {
            if (!_isOverBound)
                return Task.CompletedTask;

            _room = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _room.Task;
        }
    }

    /// <summary>Makes the loop read on although there is no room: a call of ours now waits for an answer that stands behind the messages, or the connection ends.</summary>
    public void ResumeReading()
    {
        if (_room is null)
            return;

        lock (this)
            ReleaseLoop();
    }

    /// <summary>A task that completes when no handler runs and no message waits.</summary>
    public Task WhenIdleAsync()
    {
        lock (this)
        {
            if (!_isBusy)
                return Task.CompletedTask;

            _whenIdle ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _whenIdle.Task;
        }
    }

    /// <summary>Throws away what waits, and what comes later.</summary>
    public void Stop()
    {
        lock (this)
        {
            _isStopped = _isHeld = true;
            foreach (QueuedMessage message in _messages ?? [])
                message.Drop();
            _messages = null;
            _bytes = 0;
            _requests = 0;
            _isOverBound = false;
            ReleaseLoop();
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
        {
            ValueTask running = message.RunAsync();

            // Requests that were held do not wait for this handler: it may be waiting for what they set off. Their tasks are complete when they have begun.
            while (!running.IsCompleted && TryTakeRequest(out QueuedMessage? request))
                await request.RunAsync().ConfigureAwait(false);

            await running.ConfigureAwait(false);
        }
    }

    private bool TryDequeue([NotNullWhen(true)] out QueuedMessage? message)
    {
        lock (this)
        {
            if (_messages is null || !_messages.TryDequeue(out message))
            {
                message = null;
                _isBusy = false;
                _whenIdle?.TrySetResult();
                _whenIdle = null;
                return false;
            }

            Removed(message);
            return true;
        }
    }

    /// <summary>Takes out the first request that waits; the order of the others stays.</summary>
    private bool TryTakeRequest([NotNullWhen(true)] out QueuedMessage? request)
    {
        lock (this)
        {
            request = null;
            for (int left = _requests == 0 ? 0 : WaitingCount; left > 0; left--)
            {
                QueuedMessage message = _messages!.Dequeue();
                if (request is null && message.IsRequest)
                    request = message;
                else
                    _messages.Enqueue(message);
            }

            if (request is null)
                return false;

            Removed(request);
            return true;
        }
    }

    private void Add(QueuedMessage message)
    {
        (_messages ??= []).Enqueue(message);
        _bytes += message.Size;
        _requests += message.IsRequest ? 1 : 0;
        _isOverBound = WaitingCount >= options.MaxQueuedMessages || _bytes >= options.MaxQueuedBytes;
    }

    private void Removed(QueuedMessage message)
    {
        _bytes -= message.Size;
        _requests -= message.IsRequest ? 1 : 0;

        // Reading resumes at half of the bound, so that a full queue does not stop and start the peer for every message.
        if (_isOverBound && WaitingCount <= options.MaxQueuedMessages / 2 && _bytes <= options.MaxQueuedBytes / 2)
        {
            _isOverBound = false;
            ReleaseLoop();
        }
    }

    private void ReleaseLoop()
    {
        _room?.TrySetResult();
        _room = null;
    }
}

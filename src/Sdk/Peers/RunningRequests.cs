using TypedWs.Envelopes;

namespace TypedWs.Peers;

/// <summary>The requests of the other side whose handlers run: bounded in number, found by id for cancellation. Thread-safe: everything is guarded by <see cref="_gate"/>, unless it says otherwise.</summary>
internal sealed class RunningRequests(int limit)
{
    private const int MaxKept = 16;

    private readonly Lock _gate = new();
    private readonly Dictionary<RequestId, RunningRequest> _byId = [];
    private RunningRequest? _running; // The head of a list of all that run, linked both ways.
    private int _runningCount;
    private RunningRequest? _kept; // The head of a list of those that are to be used again.
    private int _keptCount;
    private int _beingAnswered; // Ended, but their answers are not handed to the connection yet. By Interlocked.
    private TaskCompletionSource? _whenNone;
    private bool _isEnded;

    /// <summary>Whether no handler runs, and everything is answered. A snapshot.</summary>
    public bool IsNone
    {
        get
        {
            lock (_gate)
                return _runningCount == 0 && Volatile.Read(ref _beingAnswered) == 0;
        }
    }

    /// <summary>Makes room for a request.</summary>
    /// <returns>The request, or null when as many are running as may.</returns>
    public RunningRequest? TryBegin(in RequestTicket ticket)
    {
        lock (_gate)
        {
            if (_runningCount >= limit)
                return null;

            RunningRequest request = TakeKept() ?? new RunningRequest();
            request.Ticket = ticket;
            Link(request);

            // Where the other side uses an id twice at once, only the first can be cancelled; both are answered.
            if (ticket.IsAnswered)
                _byId.TryAdd(ticket.Id, request);
            if (_isEnded)
                Cancel(request);
            return request;
        }
    }

    /// <summary>Cancels a request. Does nothing where it is already answered: its result was then too late to stop.</summary>
    public void Cancel(RequestId id)
    {
        lock (_gate)
        {
            if (_byId.TryGetValue(id, out RunningRequest? request))
                Cancel(request);
        }
    }

    /// <summary>Ends a request, before its reply is sent. <see cref="Answered"/> follows.</summary>
    /// <returns>Whether it had been cancelled.</returns>
    public bool End(RunningRequest request)
    {
        lock (_gate)
        {
            bool wasCancelled = request.IsCancelled;
            Unlink(request);
            if (_byId.TryGetValue(request.Ticket.Id, out RunningRequest? registered) && registered == request)
                _byId.Remove(request.Ticket.Id);
            request.Reset();
            Keep(request);
            Interlocked.Increment(ref _beingAnswered);
            return wasCancelled;
        }
    }

    /// <summary>Notes that the reply to a request that has ended was handed to the connection, or that there is none.</summary>
    public void Answered()
    {
        // Whoever waits first says so and then looks at the count; this side first counts and then looks who waits.
        if (Interlocked.Decrement(ref _beingAnswered) > 0 || Volatile.Read(ref _whenNone) is null)
            return;

        lock (_gate)
            SignalIfNone();
    }

    /// <summary>Cancels every request, and every later one, because the connection has ended.</summary>
    public void CancelAll()
    {
        lock (_gate)
        {
            _isEnded = true;
            for (RunningRequest? request = _running; request is not null; request = request.Next)
                Cancel(request);
        }
    }

    /// <summary>A task that completes when no handler runs, and everything is answered.</summary>
    public Task WhenNoneAsync()
    {
        lock (_gate)
        {
            TaskCompletionSource whenNone = _whenNone ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            Interlocked.MemoryBarrier();
            SignalIfNone();
            return whenNone.Task;
        }
    }

    private void Link(RunningRequest request)
    {
        request.Next = _running;
        request.Previous = null;
        if (_running is not null)
            _running.Previous = request;
        _running = request;
        _runningCount++;
    }

    private void Unlink(RunningRequest request)
    {
        if (request.Previous is null)
            _running = request.Next;
        else
            request.Previous.Next = request.Next;
        if (request.Next is not null)
            request.Next.Previous = request.Previous;
        _runningCount--;
    }

    private void Keep(RunningRequest request)
    {
        bool isKept = _keptCount < MaxKept;
        request.Next = isKept ? _kept : null;
        request.Previous = null;
        if (!isKept)
            return;

        _kept = request;
        _keptCount++;
    }

    private RunningRequest? TakeKept()
    {
        if (_kept is not { } kept)
            return null;

        _kept = kept.Next;
        _keptCount--;
        return kept;
    }

    private void SignalIfNone()
    {
        if (_runningCount > 0 || Volatile.Read(ref _beingAnswered) > 0)
            return;

        _whenNone?.TrySetResult();
        _whenNone = null;
    }

    private static void Cancel(RunningRequest request)
    {
        if (request.IsCancelled)
            return;

        request.IsCancelled = true;

        // Runs the callbacks on the thread pool; what they throw is the business of whoever registered them, and is observed here.
        _ = request.CancelAsync().ContinueWith(
            static task => _ = task.Exception,
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }
}

using TypedWs.Envelopes;

namespace TypedWs.Peers;

/// <summary>The requests of the other side whose handlers run: bounded in number, found by id for cancellation. Thread-safe: everything is guarded by <see cref="_gate"/>, unless it says otherwise.</summary>
internal sealed class RunningRequests(int limit)
{
    private const int MaxKept = 16;

    private readonly Lock _gate = new();
    private readonly Dictionary<RequestId, RunningRequest> _byId = [];
    private readonly HashSet<RunningRequest> _running = [];
    private readonly Stack<RunningRequest> _kept = [];
    private int _beingAnswered; // Ended, but their answers are not handed to the connection yet. By Interlocked.
    private TaskCompletionSource? _whenNone;
    private bool _isEnded;

    /// <summary>Whether no handler runs, and everything is answered. A snapshot.</summary>
    public bool IsNone
    {
        get
        {
            lock (_gate)
                return _running.Count == 0 && Volatile.Read(ref _beingAnswered) == 0;
        }
    }

    /// <summary>Makes room for a request.</summary>
    /// <returns>The request, or null when as many are running as may.</returns>
    public RunningRequest? TryBegin(in RequestTicket ticket)
    {
        lock (_gate)
        {
            if (_running.Count >= limit)
                return null;

            RunningRequest request = _kept.TryPop(out RunningRequest? kept) ? kept : new RunningRequest();
            request.Ticket = ticket;
            _running.Add(request);

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
            _running.Remove(request);
            if (_byId.TryGetValue(request.Ticket.Id, out RunningRequest? registered) && registered == request)
                _byId.Remove(request.Ticket.Id);
            request.Reset();
            if (_kept.Count < MaxKept)
                _kept.Push(request);
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
            foreach (RunningRequest request in _running)
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

    private void SignalIfNone()
    {
        if (_running.Count > 0 || Volatile.Read(ref _beingAnswered) > 0)
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

using TypedWs.Envelopes;

namespace TypedWs.Peers;

/// <summary>The requests of the other side whose handlers run: bounded in number, found by id for cancellation. Thread-safe: everything is guarded by <see cref="_gate"/>.</summary>
internal sealed class RunningRequests(int limit)
{
    private const int MaxKept = 16;

    private readonly Lock _gate = new();
    private readonly Dictionary<RequestId, RunningRequest> _byId = [];
    private readonly HashSet<RunningRequest> _running = [];
    private readonly Stack<RunningRequest> _kept = [];
    private TaskCompletionSource? _whenNone;
    private bool _isEnded;

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

    /// <summary>Ends a request, before its reply is sent.</summary>
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
            if (_running.Count == 0)
            {
                _whenNone?.TrySetResult();
                _whenNone = null;
            }

            return wasCancelled;
        }
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

    /// <summary>A task that completes when no handler runs.</summary>
    public Task WhenNoneAsync()
    {
        lock (_gate)
        {
            if (_running.Count == 0)
                return Task.CompletedTask;

            _whenNone ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _whenNone.Task;
        }
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

namespace TypedWs.AspNetCore.Sessions;

/// <summary>
/// Tells the observers of the joins and leaves of one session: one after the other, in their order, on a thread of the pool while there are any. Thread-safe:
/// <see cref="_gate"/> guards the fields, and nobody else's code runs under it.
/// </summary>
internal sealed class GroupNotifications(ServerSession session, GroupObservers observers) : IThreadPoolWorkItem
{
    private const int KeptCapacity = 16; // A session that has joined many groups at once need not keep room for all of them.

    private readonly Lock _gate = new();
    private readonly Queue<GroupChange> _waiting = new();
    private bool _isTelling;
    private TaskCompletionSource? _told; // Made by who waits.

    /// <summary>Has the observers told of a join.</summary>
    /// <returns>False where too many changes wait already; it is told all the same.</returns>
    public bool TryAddJoin(string group) => Add(new GroupChange(group, IsJoin: true)) <= observers.MaxWaiting;

    /// <summary>Has the observers told of a leave. There are no more of them than joins.</summary>
    public void AddLeave(string group) => Add(new GroupChange(group, IsJoin: false));

    /// <summary>Waits until all are told. For a session that has ended: no more are added.</summary>
    public Task WhenToldAsync()
    {
        lock (_gate)
        {
            if (!_isTelling)
                return Task.CompletedTask;

            _told ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _told.Task;
        }
    }

    void IThreadPoolWorkItem.Execute() => _ = TellAsync();

    private int Add(GroupChange change)
    {
        lock (_gate)
        {
            _waiting.Enqueue(change);
            if (!_isTelling)
            {
                // Without the context of whoever joins: the first would lend it to the changes of all others.
                _isTelling = true;
                ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
            }

            return _waiting.Count;
        }
    }

    private async Task TellAsync()
    {
        while (TryTake(out GroupChange change))
            await observers.TellAsync(change, session.Typed).ConfigureAwait(false);
    }

    private bool TryTake(out GroupChange change)
    {
        lock (_gate)
        {
            if (_waiting.TryDequeue(out change))
                return true;

            if (_waiting.Capacity > KeptCapacity)
                _waiting.TrimExcess(KeptCapacity);
            _isTelling = false;
            _told?.TrySetResult();
            return false;
        }
    }
}

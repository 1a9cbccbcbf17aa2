using Microsoft.Extensions.Logging;

namespace TypedWs.AspNetCore.Sessions;

/// <summary>The application's observers of a protocol's groups; one that fails keeps no other from being told. Immutable and thread-safe.</summary>
internal sealed partial class GroupObservers
{
    private readonly IReadOnlyList<IGroupObserver<TypedWsSession>> _observers;
    private readonly CancellationToken _deadline;
    private readonly ILogger _logger;

    private GroupObservers(IReadOnlyList<IGroupObserver<TypedWsSession>> observers, int maxWaiting, ILogger logger, CancellationToken deadline)
    {
        _observers = observers;
        _deadline = deadline;
        _logger = logger;
        MaxWaiting = maxWaiting;
    }

    /// <summary>How many changes of one session wait for their notification at most.</summary>
    public int MaxWaiting { get; }

    /// <summary>Takes the observers together; null where there are none.</summary>
    /// <param name="observers">In the order in which to tell them.</param>
    /// <param name="maxWaiting">See <see cref="MaxWaiting"/>.</param>
    /// <param name="logger">Where their failures are logged.</param>
    /// <param name="deadline">Fires when the time is over in which the server ends its conversations.</param>
    public static GroupObservers? Of(IReadOnlyList<IGroupObserver<TypedWsSession>> observers, int maxWaiting, ILogger logger, CancellationToken deadline)
        => observers.Count == 0 ? null : new GroupObservers(observers, maxWaiting, logger, deadline);

    /// <summary>Tells all of them. Never faults.</summary>
    public async ValueTask TellAsync(GroupChange change, TypedWsSession session)
    {
        foreach (IGroupObserver<TypedWsSession> observer in _observers)
        {
            try
            {
                ValueTask told = change.IsJoin
                    ? observer.OnJoinedAsync(change.Group, session, _deadline)
                    : observer.OnLeftAsync(change.Group, session, _deadline);
                await told.ConfigureAwait(false);
            }
#pragma warning disable CA1031 // The application's code may throw anything, and nobody is left to tell but the log.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                LogFailed(exception, change.IsJoin ? nameof(observer.OnJoinedAsync) : nameof(observer.OnLeftAsync), session.Id);
            }
        }
    }
}

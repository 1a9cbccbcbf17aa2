namespace TypedWs;

/// <summary>Lets a host, which knows no generated types, tell an observer. As thread-safe as the observer.</summary>
internal sealed class GroupObserver<TSession>(IGroupObserver<TSession> observer) : IGroupObserver<TypedWsSession>
    where TSession : TypedWsSession
{
    /// <inheritdoc/>
    public ValueTask OnJoinedAsync(string group, TypedWsSession session, CancellationToken cancellationToken)
        => observer.OnJoinedAsync(group, (TSession)session, cancellationToken);

    /// <inheritdoc/>
    public ValueTask OnLeftAsync(string group, TypedWsSession session, CancellationToken cancellationToken)
        => observer.OnLeftAsync(group, (TSession)session, cancellationToken);
}

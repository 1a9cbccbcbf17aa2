namespace TypedWs;

/// <summary>
/// Is told who joins the groups of a protocol and who leaves them: register any number of them as singletons, such as
/// <c>services.AddSingleton&lt;IGroupObserver&lt;ChatSession&gt;, Presence&gt;()</c>. Each real join and each real leave is told once to each of them, in the order of
/// their registration. Must be thread-safe: the changes of one session are told one at a time, in their order, those of several sessions at once.
/// </summary>
/// <remarks>
/// <para>Nobody waits for a notification who joins, leaves or sends: it runs after the change, apart from the message that made it and from its trace.</para>
/// <para>
/// An exception is logged, and the next one is told. A session whose changes wait in greater number than the server permits is closed. The end of a session waits until
/// everything about it is told: ask a client for nothing here without a time-out.
/// </para>
/// </remarks>
/// <typeparam name="TSession">The generated session type, such as <c>ChatSession</c>.</typeparam>
public interface IGroupObserver<in TSession>
    where TSession : TypedWsSession
{
    /// <summary>Runs after a session has joined a group, of which it is a member now unless it has left meanwhile.</summary>
    /// <param name="group">The group's name.</param>
    /// <param name="session">Who joined.</param>
    /// <param name="cancellationToken">Fires when the application stops and its time to do so is over; not when the session ends.</param>
    /// <returns>A task; the next change of the session is told after it.</returns>
    ValueTask OnJoinedAsync(string group, TSession session, CancellationToken cancellationToken);

    /// <summary>
    /// Runs after a session has left a group, by itself or because it has ended: then before <see cref="ISessionLifetime{TSession}.OnDisconnectedAsync"/>, and the session
    /// can no longer send, but others can be told.
    /// </summary>
    /// <param name="group">The group's name.</param>
    /// <param name="session">Who left.</param>
    /// <param name="cancellationToken">Fires when the application stops and its time to do so is over; not when the session ends.</param>
    /// <returns>A task; the next change of the session is told after it.</returns>
    ValueTask OnLeftAsync(string group, TSession session, CancellationToken cancellationToken);
}

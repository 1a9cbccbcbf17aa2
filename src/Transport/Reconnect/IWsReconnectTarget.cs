namespace TypedWs.Transport;

/// <summary>What a <see cref="WsReconnectLoop"/> opens, and tells. Called by the loop's run, one call at a time, without a lock held.</summary>
public interface IWsReconnectTarget
{
    /// <summary>Makes a connection, not started yet. A <see cref="WsException"/> is a failed attempt; any other exception ends the attempts.</summary>
    /// <param name="cancellationToken">The attempt is not wanted any more.</param>
    /// <returns>The connection, which the loop owns until <see cref="Attach"/>.</returns>
    ValueTask<WsConnection> OpenAsync(CancellationToken cancellationToken);

    /// <summary>Starts the connection, which somebody may have begun to close already. Whatever fails here has to end the connection.</summary>
    /// <param name="connection">The connection.</param>
    void Attach(WsConnection connection);

    /// <summary>An attempt failed. Whether another follows is not decided yet. Must not throw.</summary>
    /// <param name="exception">Why.</param>
    void OnAttemptFailed(WsException exception);

    /// <summary>Another attempt will be made. Must not throw.</summary>
    /// <param name="attempt">When, and why.</param>
    void OnReconnecting(WsReconnectAttempt attempt);

    /// <summary>No attempt follows until somebody asks for one. Not called where somebody has asked in the meantime. Must not throw.</summary>
    /// <param name="exception">What the loop ended with; null when it was told to end.</param>
    void OnEnded(Exception? exception);
}

namespace TypedWs.Transport;

/// <summary>What a <see cref="Watchdog"/> asks of its connection. Called by the timer, without a lock held.</summary>
internal interface IWatchdogOwner
{
    /// <summary>Sends a ping ahead of queued data.</summary>
    void SendPing();

    /// <summary>Sends a pong that nobody asked for (RFC 6455, section 5.5.3).</summary>
    void SendUnsolicitedPong();

    /// <summary>The peer is silent: the connection is over.</summary>
    void OnPongMissed(string reason);

    /// <summary>The peer takes no bytes: the connection is over.</summary>
    void OnWriteStalled(string reason);

    /// <summary>The closing handshake took too long.</summary>
    void OnCloseTimedOut();
}

namespace TypedWs.Transport;

/// <summary>What a <see cref="SendBuffer"/> tells. Called without a lock held.</summary>
internal interface ISendBufferOwner
{
    /// <summary>A message found no room.</summary>
    void OnFull();

    /// <summary>The buffer was full, and is empty.</summary>
    void OnDrained();

    /// <summary>Messages that had been accepted are not sent: no connection comes, for this reason.</summary>
    void OnThrownAway(int count, WsException refusal);
}

namespace TypedWs.Peers;

/// <summary>A message that waits for its handler, already read.</summary>
/// <param name="size">What it counts against <see cref="PeerOptions.MaxQueuedBytes"/>.</param>
/// <param name="isRequest">Whether it waits for the connected hook only, and never for another handler.</param>
internal abstract class QueuedMessage(int size, bool isRequest = false)
{
    public bool IsRequest { get; } = isRequest;

    public int Size { get; } = size;

    /// <summary>Runs the handler. Never throws: what the handler throws is logged or answered.</summary>
    /// <returns>A one-way message's task, which the next message waits for; a completed task for a request, which nobody waits for.</returns>
    public abstract ValueTask RunAsync();

    /// <summary>Called instead of <see cref="RunAsync"/> where the message is thrown away. Must not call the queue.</summary>
    public virtual void Drop()
    {
    }
}

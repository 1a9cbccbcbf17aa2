using TypedWs.Peers;

namespace TypedWs;

/// <summary>A one-way message that waits, encoded: its sender may change the object meanwhile.</summary>
internal sealed class OutboxMessage(ReadOnlyMemory<byte> payload) : OutboxItem
{
    private readonly TaskCompletionSource _accepted = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override int Length => payload.Length;

    /// <summary>Complete when the message is within the outbox's size.</summary>
    public Task Accepted => _accepted.Task;

    public override ValueTask SendAsync(Peer peer) => peer.SendEncodedAsync(payload);

    public override void Refuse(Exception refusal) => _accepted.TrySetException(refusal);

    public void Cancel(CancellationToken cancellationToken) => _accepted.TrySetCanceled(cancellationToken);

    protected override void OnAccepted() => _accepted.TrySetResult();
}

using TypedWs.Peers;

namespace TypedWs;

/// <summary>Tells when everything before it has been handed to a conversation, and to which.</summary>
internal sealed class OutboxMark : OutboxItem
{
    private readonly TaskCompletionSource<Peer> _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<Peer> Reached => _reached.Task;

    public override ValueTask SendAsync(Peer peer)
    {
        _reached.TrySetResult(peer);
        return default;
    }

    public override void Refuse(Exception refusal)
    {
        _reached.TrySetException(refusal);
        // Whoever flushed may have given up.
        _ = _reached.Task.Exception;
    }
}

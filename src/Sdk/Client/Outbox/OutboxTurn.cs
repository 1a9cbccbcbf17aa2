using TypedWs.Peers;

namespace TypedWs;

/// <summary>
/// The place of a request that asks for a stream or takes one along. Its caller sends it: a stream belongs to the caller's context. What stands behind it waits until
/// then, so that the order stays.
/// </summary>
internal sealed class OutboxTurn : OutboxItem
{
    private readonly TaskCompletionSource<Peer> _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The conversation that the request may go to. Whoever gets it calls <see cref="End"/>.</summary>
    public Task<Peer> Reached => _reached.Task;

    public override bool IsRequest => true;

    /// <summary>The request is sent, or will not be.</summary>
    public void End() => _ended.TrySetResult();

    public override ValueTask SendAsync(Peer peer)
    {
        _reached.TrySetResult(peer);
        return new ValueTask(_ended.Task);
    }

    public override void Refuse(Exception refusal)
    {
        _reached.TrySetException(refusal);
        // Its caller may have given up.
        _ = _reached.Task.Exception;
    }
}

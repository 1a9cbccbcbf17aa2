using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using TypedWs.CompilerServices;
using TypedWs.Peers;

namespace TypedWs;

/// <summary>A request that waits for its turn. Its caller waits for the answer, so that it is encoded only when it is sent.</summary>
/// <param name="method">The request's descriptor.</param>
/// <param name="message">The request.</param>
/// <param name="limit">How long it may take, with the time that it waits here.</param>
/// <param name="timeProvider">The clock of that time.</param>
/// <param name="cancellationToken">Its caller's.</param>
internal sealed class OutboxRequest<T, TReply>(
    RequestMethod<T, TReply> method,
    T message,
    RequestLimit limit,
    TimeProvider timeProvider,
    CancellationToken cancellationToken)
    : OutboxItem
{
    private readonly TaskCompletionSource<Task<TReply>> _sent = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Activity? _callersActivity = Activity.Current; // The pump has one of its own, or none.

    private readonly long _start = timeProvider.GetTimestamp();

    /// <summary>The call, once a conversation has it.</summary>
    public Task<Task<TReply>> Sent => _sent.Task;

    public override bool IsRequest => true;

    [SuppressMessage("Design", "CA1031", Justification = "Whatever refuses the request is told to its caller.")]
    public override ValueTask SendAsync(Peer peer)
    {
        Activity? pumpsActivity = Activity.Current;
        Activity.Current = _callersActivity;
        try
        {
            _sent.TrySetResult(peer.RequestDirectlyAsync(method, message, limit with { Waited = timeProvider.GetElapsedTime(_start) }, cancellationToken).AsTask());
        }
        catch (Exception exception)
        {
            Refuse(exception);
        }
        finally
        {
            Activity.Current = pumpsActivity;
        }

        return default;
    }

    public override void Refuse(Exception refusal)
    {
        _sent.TrySetException(refusal);
        // Its caller may have given up.
        _ = _sent.Task.Exception;
    }
}

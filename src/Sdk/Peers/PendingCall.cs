using System.Threading.Tasks.Sources;
using TypedWs.Diagnostics;
using TypedWs.Envelopes;
using TypedWs.Transport;

namespace TypedWs.Peers;

/// <summary>
/// A request of this side that waits for its answer. Whoever takes it out of <see cref="PendingCalls"/> completes it, exactly once: the receive loop with an
/// answer, the timer, the caller's token, or the end of the connection.
/// </summary>
internal abstract class PendingCall
{
    private CancellationTokenRegistration _registration;
    private CancellationToken _cancellationToken;

    /// <summary>The request's name, for errors.</summary>
    public string Method { get; private set; } = "";

    public Peer Peer { get; private set; } = null!;

    /// <summary>How long it may take; what it says when it has timed out. Streams have none.</summary>
    public RequestLimit Limit { get; private set; }

    /// <summary>The errors that the message declares.</summary>
    public CompilerServices.ErrorTable Errors { get; protected set; } = CompilerServices.ErrorTable.Empty;

    /// <summary>The request's id; written by <see cref="PendingCalls"/> under its lock.</summary>
    public uint Id { get; set; }

    /// <summary>The timer's tick after which the call has timed out; written by <see cref="PendingCalls"/> under its lock.</summary>
    public long DeadlineTick { get; set; }

    /// <summary>The tick of the streams' timer after which the call has been idle for too long; only calls of streams have one.</summary>
    public long IdleDeadlineTick { get; set; } = long.MaxValue;

    /// <summary>Whether the request has reached the send buffer. Guarded by the lock of <see cref="PendingCalls"/>.</summary>
    public bool WasSent { get; set; }

    /// <summary>
    /// Lets the caller's token cancel the call. Called before the caller has the task, so that the call cannot have been given back yet.
    /// </summary>
    public void Watch(CancellationToken cancellationToken)
    {
        if (!cancellationToken.CanBeCanceled)
            return;

        _cancellationToken = cancellationToken;
        _registration = cancellationToken.UnsafeRegister(static call => ((PendingCall)call!).OnCancelled(), this);
    }

    /// <summary>Completes the call with a result, or with the error that the result is not what the contract says.</summary>
    /// <returns>False, with nothing done, where a speculative envelope turns out not to be canonical.</returns>
    public abstract bool TrySetResult(scoped in Envelope envelope);

    public abstract void SetException(Exception exception);

    /// <summary>Completes the call because the connection has ended.</summary>
    public virtual void SetLost(WsClosed closed) => SetException(new RequestLostException(Method, WasSent, closed));

    protected void Begin(Peer peer, string method, RequestLimit limit)
    {
        Peer = peer;
        Method = method;
        Limit = limit;
        WasSent = false;
    }

    /// <summary>Ends the watch. Waits for a cancellation that runs just now, so that it can never meet the call's next use.</summary>
    protected void EndWatch()
    {
        _registration.Dispose();
        _registration = default;
        _cancellationToken = default;
        Peer = null!;
    }

    private void OnCancelled()
    {
        if (Peer.AbandonCall(this))
            SetException(new OperationCanceledException(_cancellationToken));
    }
}

/// <inheritdoc cref="PendingCall"/>
/// <typeparam name="TReply">The reply.</typeparam>
internal sealed class PendingCall<TReply> : PendingCall, IValueTaskSource<TReply>, IValueTaskSource
{
    private CompilerServices.ValueCodec<TReply> _codec = null!;
    private OutgoingCall _outgoing;

    // Continuations of awaited replies never run in the receive loop.
    private ManualResetValueTaskSourceCore<TReply> _core = new() { RunContinuationsAsynchronously = true };

    public ValueTask<TReply> Task => new(this, _core.Version);

    public ValueTask AcknowledgementTask => new(this, _core.Version);

    /// <param name="peer">The conversation.</param>
    /// <param name="method">The request's name.</param>
    /// <param name="codec">Reads the reply.</param>
    /// <param name="errors">Reads the errors that the contract declares.</param>
    /// <param name="limit">How long it may take.</param>
    /// <param name="outgoing">What traces and metrics see of it; ended with the call.</param>
    public void Begin(Peer peer, string method, CompilerServices.ValueCodec<TReply> codec, CompilerServices.ErrorTable errors, RequestLimit limit, in OutgoingCall outgoing)
    {
        _codec = codec;
        _outgoing = outgoing;
        Errors = errors;
        Begin(peer, method, limit);
    }

    public override bool TrySetResult(scoped in Envelope envelope)
    {
        TReply reply;
        try
        {
            if (!envelope.TryRead(_codec, out reply))
                return false;
        }
        catch (PayloadException e)
        {
            SetException(new PayloadException(e.Path, $"{e.Problem} (in the answer to {Method})", e));
            return true;
        }

        _outgoing.End(null); // First: whoever collects spans finds this one once the caller goes on.
        _core.SetResult(reply);
        return true;
    }

    public override void SetException(Exception exception)
    {
        _outgoing.End(exception);
        _core.SetException(exception);
    }

    public TReply GetResult(short token)
    {
        // A ValueTask that is awaited twice, or too early, must not give the call back: it may serve another request by now.
        if (_core.GetStatus(token) == ValueTaskSourceStatus.Pending)
            throw new InvalidOperationException("The request is not answered yet. Await the ValueTask, once.");

        try
        {
            return _core.GetResult(token);
        }
        finally
        {
            GiveBack();
        }
    }

    void IValueTaskSource.GetResult(short token) => GetResult(token);

    public ValueTaskSourceStatus GetStatus(short token) => _core.GetStatus(token);

    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags)
        => _core.OnCompleted(continuation, state, token, flags);

    /// <summary>Gives back a call that nobody waits for: its request could not be sent.</summary>
    public void GiveBack(Exception failure)
    {
        _outgoing.End(failure);
        GiveBack();
    }

    private void GiveBack()
    {
        EndWatch();
        _core.Reset();
        PendingCallPool<TReply>.Return(this);
    }
}

using System.Diagnostics.CodeAnalysis;
using System.Threading.Tasks.Sources;
using TypedWs.CompilerServices;
using TypedWs.Diagnostics;
using TypedWs.Envelopes;
using TypedWs.Peers;

namespace TypedWs.Streams;

/// <summary>
/// A stream that this side produces: runs ahead of what the other side asks for, within bounds, and answers it. Its one loop alone touches the enumerator, which
/// is therefore disposed once, and never while it is moving.
/// </summary>
/// <remarks>
/// Asked, aborted and closed by any thread, the receive loop among them; nothing here waits. <see cref="_gate"/> guards all fields; answers leave outside of it.
/// </remarks>
/// <param name="peer">The conversation.</param>
/// <param name="method">The name of the message that the stream belongs to.</param>
/// <param name="format">The format in which the stream was opened.</param>
/// <param name="errors">The errors that the message declares.</param>
/// <param name="isUpload">Whether a request of this side takes the stream along: it then lives as long as the request, and its source's errors are the caller's.</param>
[SuppressMessage("Design", "CA1001", Justification = "The token source has neither timer nor wait handle; a late cancel may still use it.")]
internal abstract partial class StreamProducer(Peer peer, string method, WireFormat format, ErrorTable errors, bool isUpload) : IValueTaskSource<bool>
{
    private static readonly ErrorBody Aborted = new(ErrorCodes.Cancelled, "The stream was aborted.");

    private readonly Lock _gate = new();
    private readonly EncodedItems _items = new(format, peer.BufferPool);
    private readonly CancellationTokenSource _cancellation = new();

    // In strict order, where the handler may be called later than the stream is opened.
    private readonly TaskCompletionSource? _called
        = isUpload || !peer.HasStrictOrder || peer.CallsDirectly(method) ? null : new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    private ManualResetValueTaskSourceCore<bool> _room = new() { RunContinuationsAsynchronously = true };
    private readonly ExecutionContext? _callersContext = isUpload ? ExecutionContext.Capture() : null;
    private RequestTicket _next; // The `next` that waits for an item, if there is one.
    private long _idleDeadline = long.MaxValue; // The tick after which nobody has asked for too long.
    private bool _isWaitingForRoom;
    private bool _isStarted;
    private bool _isDone; // The loop has ended and the enumerator is disposed.
    private bool _isOver; // The other side gets nothing more.
    private bool _isReleased;
    private Exception? _failure;
    private HandlerRun _run; // Of a stream that the other side asked for. Written before its source starts.

    /// <summary>What is answered to who asks for items of a stream that is not there.</summary>
    public static ErrorBody Unknown { get; } = new(ErrorCodes.UnknownStream, "No stream has that token: it has ended, was aborted, or was idle for longer than PeerOptions.StreamIdleTimeout.");

    /// <summary>What the other side asks with. Written by <see cref="StreamTable"/> before anybody else knows the stream.</summary>
    public long Token { get; set; }

    /// <summary>Whether nobody asked for too long.</summary>
    public bool HasExpired { get; private set; }

    /// <summary>Completes when the handler has returned the stream, or will not be called; it never fails. Complete at once where the order is not strict.</summary>
    public Task Called => _called?.Task ?? Task.CompletedTask;

    /// <summary>What the source threw, or null.</summary>
    public Exception? Failure
    {
        get
        {
            lock (_gate)
                return _failure;
        }
    }

    /// <summary>Fires when nobody waits for items any longer.</summary>
    protected CancellationToken Stopped => _cancellation.Token;

    protected Peer Peer => peer;

    protected string Method => method;

    /// <summary>Starts the source and answers the request that asked for the stream, with what is there by then.</summary>
    public void Open(in RequestTicket ticket)
    {
        _ = StartAsync(ticket.Activity);
        EncodedBatch batch;
        bool isComplete, wasClosed;
        Exception? failure;
        lock (_gate)
        {
            batch = _items.Take();
            failure = batch.Count == 0 ? _failure : null;
            isComplete = _isDone && _failure is null;
            wasClosed = _isOver;
            if (wasClosed)
                failure = null;
            else if (isComplete || failure is not null)
                SetOver();
            else
                Rest();
            MakeRoom();
        }

        if (!wasClosed && failure is null)
        {
            peer.ReplyOpening(in ticket, isComplete ? null : Token, batch);
        }
        else
        {
            batch.Release();
            if (wasClosed)
                NoteCalled();
            if (failure is null)
                peer.ReplyError(in ticket, Aborted);
            else
                Fail(in ticket, failure);
        }

        ReleaseIfEnded();
    }

    /// <summary>Notes that the stream waits to be asked. Called once it is in the table.</summary>
    public void Register()
    {
        lock (_gate)
            Rest();
    }

    /// <summary>Answers <c>$/enumerator/next</c>, as soon as there is an item.</summary>
    public void Ask(in RequestTicket ticket)
    {
        bool isFirst = false;
        ErrorBody? refusal = null;
        lock (_gate)
        {
            if (_isOver)
                refusal = Unknown;
            else if (ticket.Format != format)
                refusal = new ErrorBody(ErrorCodes.InvalidRequest, "Ask for a stream's items in the format in which it was opened.");
            else if (_next.IsAnswered)
                refusal = new ErrorBody(ErrorCodes.InvalidRequest, "The stream is being asked for items already: ask again after the answer.");
            else
            {
                _next = ticket;
                _idleDeadline = long.MaxValue;
                isFirst = !_isStarted;
            }
        }

        if (refusal is { } error)
            peer.ReplyError(in ticket, error);
        else if (isFirst)
            ThreadPool.UnsafeQueueUserWorkItem(static producer => producer.StartAsCaller(), this, preferLocal: false); // The caller's own code, which may block.
        else
            AnswerNext();
    }

    /// <summary>Cancels a <c>next</c> that waits, and with it the stream: only who wants no more of it does that.</summary>
    /// <returns>False where another id waits, or none.</returns>
    public bool TryCancel(RequestId id)
    {
        lock (_gate)
        {
            if (!_next.IsAnswered || !_next.Id.Equals(id))
                return false;
        }

        Close();
        return true;
    }

    /// <summary>Ends the stream: it was aborted, its request was answered, or the connection has ended. A <c>next</c> that waits is answered.</summary>
    public void Close()
    {
        RequestTicket next;
        lock (_gate)
        {
            if (_isOver)
                return;

            next = _next;
            _next = default;
            SetOver();
            _items.Take().Release();
            MakeRoom();
        }

        // Callbacks run on the thread pool; what they throw is the business of whoever registered them, and is observed here.
        _ = _cancellation.CancelAsync().ContinueWith(
            static task => _ = task.Exception,
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
        peer.ReplyError(in next, Aborted);
        ReleaseIfEnded();
    }

    /// <summary>Ends the stream where nobody has asked for too long.</summary>
    public void CloseIfIdle(long tick)
    {
        lock (_gate)
        {
            if (_isOver || _idleDeadline > tick)
                return;

            HasExpired = true;
        }

        OnExpired();
        Close();
    }

    /// <summary>Notes that the handler has returned the stream, or failed to, or will not be called.</summary>
    protected void NoteCalled() => _called?.TrySetResult();

    /// <summary>Runs the source to its end, item by item with <see cref="TryAdd"/>.</summary>
    protected abstract Task RunAsync();

    /// <summary>Told that nobody asked for too long, before the stream is closed.</summary>
    protected virtual void OnExpired()
    {
    }

    /// <summary>Told once, when the source is done and the other side gets nothing more.</summary>
    protected virtual void OnEnded()
    {
    }

    bool IValueTaskSource<bool>.GetResult(short token) => _room.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<bool>.GetStatus(short token) => _room.GetStatus(token);

    void IValueTaskSource<bool>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags)
        => _room.OnCompleted(continuation, state, token, flags);
}

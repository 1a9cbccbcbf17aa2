using System.Diagnostics;
using TypedWs.CompilerServices;
using TypedWs.Diagnostics;
using TypedWs.Envelopes;
using TypedWs.Peers;

namespace TypedWs.Streams;

/// <content>The loop, and what it gives to the other side.</content>
internal abstract partial class StreamProducer
{
    /// <summary>Waits until the stream may run further ahead.</summary>
    /// <returns>False when nobody waits for items any longer.</returns>
    protected ValueTask<bool> WaitForRoomAsync()
    {
        lock (_gate)
        {
            if (_isOver || peer.HasRoomFor(_items))
                return new ValueTask<bool>(!_isOver);

            _room.Reset();
            _isWaitingForRoom = true;
            return new ValueTask<bool>(this, _room.Version);
        }
    }

    /// <summary>Adds an item, and sends it where the other side waits for one.</summary>
    /// <returns>False when nobody waits for items any longer.</returns>
    protected bool TryAdd<T>(ValueCodec<T> codec, T item)
    {
        bool isAwaited;
        lock (_gate)
        {
            if (_isOver)
                return false;

            _items.Add(codec, item);
            isAwaited = _next.IsAnswered;
        }

        if (isAwaited)
            AnswerNext();
        return true;
    }

    private void StartAsCaller()
    {
        if (_callersContext is null)
            _ = StartAsync();
        else
            ExecutionContext.Run(_callersContext, static producer => _ = ((StreamProducer)producer!).StartAsync(), this);
    }

    /// <param name="activity">The span of the handler, or null; current for the source alone, as the method ends the thread has its own again.</param>
    private async Task StartAsync(Activity? activity = null)
    {
        lock (_gate)
        {
            if (_isStarted || _isOver)
                return;

            _isStarted = true;
        }

        if (!isUpload)
            _run = HandlerRun.Start(activity, method, format, peer.Endpoint);
        Exception? failure = null;
        try
        {
            await RunAsync().ConfigureAwait(false);
        }
        catch (Exception e)
        {
            failure = e;
        }

        Complete(failure);
    }

    private void Complete(Exception? failure)
    {
        NoteCalled();
        bool wasOver;
        lock (_gate)
        {
            _isDone = true;
            wasOver = _isOver;
            if (!wasOver)
                _failure = failure;
        }

        // Of a stream that was given up, these are what giving up looks like from within.
        if (!wasOver)
            AnswerNext();
        else if (failure is not (null or OperationCanceledException or RemoteException) && !isUpload)
            peer.HandlerFailed(method, failure, default, wasCancelled: true, errors);
        ReleaseIfEnded();
    }

    /// <summary>Answers the <c>next</c> that waits, if there is one and something to answer it with.</summary>
    private void AnswerNext()
    {
        RequestTicket next;
        EncodedBatch batch;
        bool isFinished;
        Exception? failure;
        lock (_gate)
        {
            if (!_next.IsAnswered || (_items.Count == 0 && !_isDone))
                return;

            next = _next;
            _next = default;
            batch = _items.Take();
            failure = batch.Count == 0 ? _failure : null;
            isFinished = _isDone && _failure is null;

            // What a request took along is there until the request is answered.
            if ((isFinished || failure is not null) && !isUpload)
                SetOver();
            else
                Rest();
            MakeRoom();
        }

        if (failure is null)
            peer.ReplyBatch(in next, batch, isFinished);
        else
            Fail(in next, failure);
        ReleaseIfEnded();
    }

    private void Fail(in RequestTicket ticket, Exception failure)
    {
        // An upload's caller gets the exception itself: there is nothing to log.
        if (isUpload && failure is not RemoteException)
            peer.ReplyError(in ticket, new ErrorBody(ErrorCodes.InternalError, "The source of the stream failed."));
        else
            peer.HandlerFailed(method, failure, in ticket, wasCancelled: _cancellation.IsCancellationRequested, errors);
    }

    // The methods below run under the gate.
    private void Rest() => _idleDeadline = peer.StreamDeadline;

    private void SetOver()
    {
        _isOver = true;
        peer.ForgetStream(this);
    }

    private void MakeRoom()
    {
        if (!_isWaitingForRoom)
            return;

        _isWaitingForRoom = false;
        _room.SetResult(!_isOver);
    }

    private void ReleaseIfEnded()
    {
        Exception? failure;
        lock (_gate)
        {
            if (_isReleased || !_isOver || (_isStarted && !_isDone))
                return;

            _isReleased = true;
            failure = _failure;
        }

        _run.End(failure is null ? default : new CallOutcome(failure, failure is RemoteException remote ? remote.Code : ErrorCodes.InternalError));
        OnEnded();
        peer.ReleaseStream();
    }
}

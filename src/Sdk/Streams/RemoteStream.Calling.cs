using System.Buffers;
using TypedWs.Diagnostics;
using TypedWs.Envelopes;
using TypedWs.Transport;

namespace TypedWs.Streams;

/// <content>The calls to the producer, and their answers.</content>
internal sealed partial class RemoteStream<TItem>
{
    public override void WriteCall(IBufferWriter<byte> output, uint id)
    {
        if (_opening is { } opening)
            opening.Write(output, _format, id);
        else
            EnvelopeWriter.WriteNext(output, _format, id, _token);
    }

    public override bool TrySetResult(scoped in Envelope envelope)
    {
        try
        {
            if (!envelope.TryRead(_codec, out StreamAnswer answer))
                return false;

            OnAnswer(in answer);
        }
        catch (PayloadException e)
        {
            SetException(new PayloadException(e.Path, $"{e.Problem} (in the stream of {_method})", e));
        }

        return true;
    }

    public override void SetException(Exception exception)
    {
        bool mustAbort;
        OutgoingCall call;
        lock (_gate)
        {
            if (_opening is null && exception is WsClosedException ended)
                exception = new StreamLostException(_method, ended.Closed);
            bool isTold = exception switch
            {
                RateLimitExceededException => false,
                RemoteException remote => !_isClosed || remote.Code != ErrorCodes.Cancelled, // A cancelled call may have left the stream open.
                StreamLostException or RequestLostException or WsClosedException => true,
                _ => false,
            };
            mustAbort = !isTold && !_isForgotten && _token is not null;
            _isForgotten |= mustAbort;
            _isAsked = false;
            _isFinished = true;
            _failure ??= exception;
            call = TakeCall();
            Wake();
        }

        call.End(exception);
        if (mustAbort)
            _peer.SendAbort(_format, _token!);
        _upload?.Close();
    }

    public override void SetLost(WsClosed closed)
    {
        bool isOpening;
        lock (_gate)
            isOpening = _opening is not null;
        SetException(isOpening ? new RequestLostException(_method, WasSent, closed) : new StreamLostException(_method, closed));
    }

    public override void OnIdle(TimeSpan limit) => SetException(new StreamTimeoutException(_method, limit));

    private void OnAnswer(in StreamAnswer answer)
    {
        bool mustAbort = false, mustAsk = false, isFinished;
        Exception? failure = null;
        OutgoingCall call = default;
        lock (_gate)
        {
            _isAsked = false;
            bool isOpening = _opening is not null;
            bool isEmpty = _codec.Items.Count == 0;
            if (isOpening)
            {
                _opening = null;
                _codec.IsOpening = false;
                _token = answer.Token;
            }

            isFinished = isOpening ? _token is null : answer.IsFinished;
            if (_isClosed || _failure is not null)
            {
                // Nobody waits for it any more, or it came after the idle limit.
                mustAbort = !isFinished && !_isForgotten;
            }
            else if (isFinished || !isEmpty)
            {
                _hasAnswer = !isEmpty;
                _isFinished = isFinished;
                if (isFinished)
                    call = TakeCall();
                Wake();
            }
            else if (isOpening)
            {
                mustAsk = BeginAsking();
            }
            else
            {
                _failure = failure = new PayloadException("values", $"expected a value, or finished to be true, but there is neither (in the stream of {_method})");
                isFinished = _isFinished = mustAbort = true;
                call = TakeCall();
                Wake();
            }
        }

        call.End(failure);
        if (mustAbort)
            _peer.SendAbort(_format, _token!);
        if (mustAsk)
            Ask();
        if (isFinished)
            _upload?.Close();
    }

    /// <summary>
    /// Begins what traces and metrics see, with the first item. Called by the enumerating caller, and not under the gate: who listens is foreign code. A stream that
    /// came with a request belongs to that.
    /// </summary>
    private OutgoingCall StartCall()
    {
        if (_opening is not { } opening)
            return default;

        OutgoingCall outgoing = _peer.StartCall(_method);
        opening.Trace = _peer.TraceToSend(outgoing.Activity);
        return outgoing;
    }

    /// <summary>Takes it, to be ended outside of the gate by whoever ends the stream first. Under the gate.</summary>
    private OutgoingCall TakeCall()
    {
        OutgoingCall outgoing = _outgoing;
        _outgoing = default;
        return outgoing;
    }

    /// <summary>Notes that <see cref="Ask"/> follows. Under the gate.</summary>
    private bool BeginAsking()
    {
        _hasCall = false;
        return _isAsked = true;
    }

    private void Ask()
    {
        _peer.SendStreamCall(this, _method);

        // The caller may have given up at the moment before, when there was no call yet to be cancelled.
        bool mustCancel;
        lock (_gate)
        {
            _hasCall = true;
            mustCancel = _isClosed && _isAsked;
        }

        if (mustCancel)
            CancelAsked();
    }

    /// <summary>Calls off what was asked. Where the answer says that the stream goes on, it is aborted then.</summary>
    private void CancelAsked()
    {
        if (!_peer.CancelStreamCall(this))
            return;

        bool mustAbort;
        lock (_gate)
        {
            _isAsked = false;
            mustAbort = _token is not null;
        }

        if (mustAbort)
            _peer.SendAbort(_format, _token!);
    }
}

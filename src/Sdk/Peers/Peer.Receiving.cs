using System.Runtime.CompilerServices;
using TypedWs.CompilerServices;
using TypedWs.Diagnostics;
using TypedWs.Envelopes;
using TypedWs.Transport;

namespace TypedWs.Peers;

/// <content>What arrives. Everything here runs in the receive loop, except where it says otherwise.</content>
/// <remarks>
/// What is rare is kept out of the usual way (<see cref="MethodImplOptions.NoInlining"/>): the compiler would make one method of all, which has to clear the locals of the
/// rarest case for each message.
/// </remarks>
public sealed partial class Peer
{
    private const int LongestShownName = 128;

    private volatile bool _isClosing; // Written when this side closes: what still arrives is dropped, but for answers.

    /// <summary>Takes one message from the receive loop; while the task is not complete, the loop waits.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal ValueTask ReceiveAsync(WsMessageType type, ReadOnlyMemory<byte> payload)
    {
        Volatile.Write(ref _messagesReceived, _messagesReceived + 1);
        _isAdmitted = null;
        CountBytes(payload.Length);
        bool isCanonical = type == WsMessageType.Binary
            ? CanonicalMessagePack.TryRead(payload, out Envelope envelope)
            : CanonicalJson.TryRead(payload, out envelope);
        if (!isCanonical || !TryReceive(in envelope))
            ReceiveInFull(type, payload);

        return _queue.IsOverBound && !_isClosing ? WaitForRoomAsync() : default;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void ReceiveInFull(WsMessageType type, ReadOnlyMemory<byte> payload)
        => Receive(type == WsMessageType.Binary ? MessagePackEnvelope.Read(payload) : JsonEnvelope.Read(payload));

    private void Receive(scoped in Envelope envelope)
    {
        if (!TryReceive(in envelope))
            throw new InvalidOperationException("An envelope that was read in full cannot fail to be canonical.");
    }

    /// <returns>False where a canonical envelope turned out not to be one; nothing has happened then.</returns>
    private bool TryReceive(scoped in Envelope envelope)
    {
        if (_isClosing && envelope.Kind is not (EnvelopeKind.Result or EnvelopeKind.Error))
            return true;

        switch (envelope.Kind)
        {
            case EnvelopeKind.OneWay or EnvelopeKind.Request:
                return TryReceiveMethod(in envelope);
            case EnvelopeKind.Result or EnvelopeKind.Error:
                return TryReceiveAnswer(in envelope);
            case EnvelopeKind.Batch:
                ReceiveBatch(envelope.Elements);
                return true;
            case EnvelopeKind.MalformedReply:
                RpcMetrics.AnswerDropped("malformed");
                LogMalformedReply(_logger);
                return true;
            default:
                RejectEnvelope(in envelope);
                return true;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void RejectEnvelope(scoped in Envelope envelope)
    {
        LogInvalidEnvelope(_logger, envelope.ErrorCode, envelope.Problem!);
        CountRefused("envelope");
        ReplyError(new RequestTicket(envelope.Id, envelope.Format, envelope.Batch), new ErrorBody(envelope.ErrorCode, envelope.Problem!));
    }

    private bool TryReceiveMethod(scoped in Envelope envelope)
    {
        if (envelope.Method.StartsWith("$/"u8))
            return TryReceiveControl(in envelope);
        if (!IsAdmitted())
            return RejectExcess(in envelope);

        foreach (MethodBinding binding in _methods)
        {
            switch (binding.Receive(this, in envelope))
            {
                case MethodMatch.Received:
                    return true;
                case MethodMatch.NotCanonical:
                    return false;
            }
        }

        return RejectUnknownMethod(in envelope);
    }

    /// <summary>The protocol's own messages; those that this version does not know are ignored, or refused where an answer is expected.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TryReceiveControl(scoped in Envelope envelope)
    {
        if (envelope.Method.StartsWith("$/enumerator/"u8))
            return TryReceiveEnumerator(in envelope);
        if (envelope.Method.SequenceEqual("$/session.goaway"u8))
            return TryReceiveGoAway(in envelope);
        if (!envelope.Method.SequenceEqual("$/cancelRequest"u8))
            return RejectUnknownMethod(in envelope);

        try
        {
            if (!envelope.TryRead(CancelRequestCodec.Instance, out RequestId id))
                return false;

            _running?.Cancel(id);
            _streams?.Cancel(id);
        }
        catch (PayloadException e)
        {
            RejectParams(in envelope, "$/cancelRequest", e);
            return true;
        }

        // It has no answer, but whoever gives it an id waits for one.
        var ticket = RequestTicket.For(in envelope);
        if (ticket.IsAnswered)
            Reply(in ticket, Codecs.Acknowledgement, default);
        return true;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool RejectUnknownMethod(scoped in Envelope envelope)
    {
        // The fast path has not seen the end of the message, where an id may stand: the general reader must look.
        if (envelope.IsSpeculative)
            return false;

        // A stranger chose the name: it may be a megabyte long.
        string method = System.Text.Encoding.UTF8.GetString(envelope.Method[..Math.Min(envelope.Method.Length, LongestShownName)]);
        LogUnknownMethod(_logger, method);
        CountRefused("unknown");
        ReplyError(RequestTicket.For(in envelope), new ErrorBody(ErrorCodes.MethodNotFound, $"No handler for \"{method}\" here."));
        return true;
    }

    private bool TryReceiveAnswer(scoped in Envelope envelope)
    {
        if (envelope.Id.Kind != RequestIdKind.Number
            || envelope.Id.Number is < 0 or > uint.MaxValue
            || !Calls.TryAnswer((uint)envelope.Id.Number, out PendingCall? call))
        {
            // The fast path has not seen the end of the message: it may not be an answer at all.
            if (envelope.IsSpeculative)
                return false;

            RpcMetrics.AnswerDropped("unknown");
            LogUnknownReply(_logger, envelope.Id.ToString());
            return true;
        }

        if (call is null)
        {
            RpcMetrics.AnswerDropped("late");
            LogLateReply(_logger, envelope.Id.Number);
            return true;
        }

        if (TryRejectAnswer(call))
            return true;

        if (envelope.Kind == EnvelopeKind.Error)
            call.SetException(ReadError(call, in envelope));
        else if (!call.TrySetResult(in envelope))
            ReceiveAnswerInFull(call, in envelope);
        return true;
    }

    /// <summary>An answer that began like a canonical one and is not: other members follow its result, or it is no JSON.</summary>
    private void ReceiveAnswerInFull(PendingCall call, scoped in Envelope speculative)
    {
        Envelope envelope = JsonEnvelope.Read(speculative.Message);
        if (envelope.Kind == EnvelopeKind.Error && envelope.Id.Equals(speculative.Id))
        {
            call.SetException(ReadError(call, in envelope));
        }
        else if (envelope.Kind == EnvelopeKind.Result && envelope.Id.Equals(speculative.Id))
        {
            call.TrySetResult(in envelope);
        }
        else
        {
            // The call is taken, and no other answer to it can be trusted to come: it fails now instead of at its time-out.
            call.SetException(new PayloadException("", $"the answer to {call.Method} is not a JSON-RPC 2.0 reply"));
            Receive(in envelope);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void ReceiveBatch(IReadOnlyList<ReadOnlyMemory<byte>> elements)
    {
        var batch = new BatchReply();
        foreach (ReadOnlyMemory<byte> element in elements)
        {
            Envelope envelope = JsonEnvelope.Read(element);
            if (envelope.Kind == EnvelopeKind.Batch)
                envelope = Envelope.Invalid(WireFormat.Json, ErrorCodes.InvalidRequest, "A batch must not contain a batch.");

            if (envelope.Kind is EnvelopeKind.Request or EnvelopeKind.Invalid)
                batch.Expect();
            _isAdmitted = null;
            Receive(envelope with { Batch = batch });
            if (HasBatchedTooMuch)
                return;
        }

        SendBatch(batch, batch.Complete());
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private ValueTask WaitForRoomAsync()
    {
        if (PendingCallCount == 0)
        {
            Task room = _queue.WaitForRoomAsync();

            // A request that was made, or a close that began, before the wait was published did not see it: look again.
            Interlocked.MemoryBarrier();
            if (PendingCallCount > 0 || _isClosing)
                _queue.ResumeReading();
            return new ValueTask(room);
        }

        if (_queue.IsOverflowing && !_isClosing)
        {
            LogReceiveOverflow(_logger, _options.MaxQueuedMessages, _options.MaxQueuedBytes, _options.OverflowFactor);

            // Never fails: how the connection ends is told by Completion.
            _ = CloseAsync(TypedWsCloseCodes.ReceiveOverflow, "Too many messages wait for their handlers.", CancellationToken.None);
        }

        return default;
    }
}

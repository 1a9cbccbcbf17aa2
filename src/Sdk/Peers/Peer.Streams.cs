using System.Buffers;
using TypedWs.CompilerServices;
using TypedWs.Envelopes;
using TypedWs.Streams;
using TypedWs.Transport;

namespace TypedWs.Peers;

/// <content>
/// Streams in both directions. What asks for items bypasses the queues of the handlers: it is answered in the receive loop, or by the stream's producer.
/// </content>
public sealed partial class Peer
{
    private StreamTable? _streams; // See Made.

    /// <summary>How many streams this side produces.</summary>
    internal int OpenStreamCount => Volatile.Read(ref _streams)?.Count ?? 0;

    /// <summary>How many requests of this side wait for an answer, those of streams among them.</summary>
    internal int PendingCallCount => Volatile.Read(ref _calls)?.Count ?? 0;

    /// <summary>The tick after which a stream that is used now has been idle for too long.</summary>
    internal long StreamDeadline => TimerOfStreams.DeadlineAfter(_options.StreamIdleTimeout);

    /// <summary>Where the memory of encoded items comes from and goes back to.</summary>
    internal ArrayPool<byte> BufferPool => _options.BufferPool;

    internal bool HasRoomFor(EncodedItems items) => items.Count < _options.StreamReadAhead && items.Length < _options.StreamReadAheadBytes;

    internal void ForgetStream(StreamProducer stream) => Streams.Forget(stream);

    internal void ReleaseStream() => Streams.Release();

    /// <summary>The streams that this side produces. The end may have looked for them before they were made; see <see cref="OnClosed"/>.</summary>
    internal StreamTable Streams
    {
        get
        {
            if (Volatile.Read(ref _streams) is { } made)
                return made;
            StreamTable streams = Made(ref _streams, new StreamTable(_options.MaxOpenStreams));
            if (HasEnded)
                streams.CloseAll();
            return streams;
        }
    }

    /// <summary>Makes room for a stream that the other side asks for, or answers that there is none.</summary>
    internal bool TryOpenStream(StreamProducer stream, string method, in RequestTicket ticket)
    {
        if (Streams.TryAdd(stream))
        {
            TimerOfStreams.EnsureRunning();
            return true;
        }

        LogTooManyStreams(_logger, method, _options.MaxOpenStreams);
        CountRefused("streams", method);
        ReplyError(in ticket, new ErrorBody(ErrorCodes.Busy, $"Busy: {_options.MaxOpenStreams} streams are open. Finish or abort some of them first."));
        return false;
    }

    /// <summary>Answers what asked for a stream, and gives the items back to the pool.</summary>
    internal void ReplyOpening(in RequestTicket ticket, long? token, EncodedBatch batch)
        => ReplyItems(
            in ticket,
            static (output, state) => EnvelopeWriter.WriteOpening(output, state.ticket.Format, state.ticket.Id, state.token, in state.batch),
            (ticket, token, batch),
            batch);

    /// <summary>Answers what asked for more of a stream, and gives the items back to the pool.</summary>
    internal void ReplyBatch(in RequestTicket ticket, EncodedBatch batch, bool isFinished)
        => ReplyItems(
            in ticket,
            static (output, state) => EnvelopeWriter.WriteBatch(output, state.ticket.Format, state.ticket.Id, in state.batch, state.isFinished),
            (ticket, batch, isFinished),
            batch);

    /// <summary>Sends what asks for a stream, or for more of it. Never throws: the call gets what goes wrong.</summary>
    internal void SendStreamCall(StreamConsumer call, string method)
    {
        call.Prepare(this, method);
        call.IdleDeadlineTick = StreamDeadline;
        if (!Calls.TryAdd(call, long.MaxValue))
        {
            call.SetException(new TooManyRequestsException(method, _options.MaxPendingRequests));
            return;
        }

        Interlocked.MemoryBarrier(); // See SendRequest.
        TimerOfStreams.EnsureRunning();
        _queue.ResumeReading();

        uint id = call.Id;
        ValueTask sending;
        try
        {
            sending = Connection.SendAsync(TypeOf(call.CallFormat), StreamCall.Writer, new StreamCall(this, call, id), CancellationToken.None);
        }
        catch (Exception e)
        {
            if (Calls.TryRemove(call, id))
                call.SetException(e);
            return;
        }

        if (sending.IsCompletedSuccessfully)
            Interlocked.Increment(ref _messagesSent);
        else
            _ = FollowSendAsync(call, id, sending);
    }

    /// <summary>Calls off what asks for a stream, or for more of it.</summary>
    /// <returns>Whether it had not been sent: then no answer will come.</returns>
    internal bool CancelStreamCall(StreamConsumer call)
    {
        if (Calls.TryAbandonUnsent(call))
            return true;

        SendCancel(call.Id);
        return false;
    }

    internal void SendAbort(WireFormat format, byte[] token)
        => SendSignal(format, static (output, state) => EnvelopeWriter.WriteAbort(output, state.format, state.token), (format, token));

    /// <summary><c>$/enumerator/next</c> and <c>$/enumerator/abort</c>.</summary>
    private bool TryReceiveEnumerator(scoped in Envelope envelope)
    {
        bool isNext = envelope.Method.SequenceEqual("$/enumerator/next"u8);
        if (!isNext && !envelope.Method.SequenceEqual("$/enumerator/abort"u8))
            return RejectUnknownMethod(in envelope);

        long token;
        try
        {
            if (!envelope.TryRead(StreamTokenCodec.Instance, out token))
                return false;
        }
        catch (PayloadException e)
        {
            RejectParams(in envelope, isNext ? "$/enumerator/next" : "$/enumerator/abort", e);
            return true;
        }

        var ticket = RequestTicket.For(in envelope);
        StreamProducer? stream = _streams?.Find(token);
        if (isNext)
        {
            // Without an id, nobody would get the items.
            if (stream is null)
                ReplyError(in ticket, StreamProducer.Unknown);
            else if (ticket.IsAnswered)
                stream.Ask(in ticket);
            return true;
        }

        stream?.Close();
        if (ticket.IsAnswered)
            Reply(in ticket, Codecs.Acknowledgement, default);
        return true;
    }

    /// <summary>
    /// Items wait for room in the send buffer, unlike other answers: each stream has one batch under way at most, and many streams over a slow link must not end it.
    /// Who answers does not wait.
    /// </summary>
    private void ReplyItems<TState>(in RequestTicket ticket, WsPayloadWriter<TState> writer, TState state, EncodedBatch batch)
    {
        if (ticket.Batch is not null)
        {
            Send(in ticket, writer, state);
            batch.Release();
            return;
        }

        ValueTask sending;
        try
        {
            sending = Connection.SendAsync(TypeOf(ticket.Format), writer, state, CancellationToken.None);
        }
        catch (WsException e)
        {
            sending = ValueTask.FromException(e);
        }

        if (sending.IsCompletedSuccessfully)
        {
            Interlocked.Increment(ref _messagesSent);
            batch.Release();
        }
        else
        {
            _ = FollowItemsAsync(sending, batch);
        }
    }

    private async Task FollowItemsAsync(ValueTask sending, EncodedBatch batch)
    {
        try
        {
            await sending.ConfigureAwait(false);
            Interlocked.Increment(ref _messagesSent);
        }
        catch (WsException)
        {
            // The connection has ended; its end ends the stream, too.
        }

        batch.Release();
    }

    private void OnIdleTick(long tick)
    {
        _streams?.CloseIdle(tick);
        var calls = new List<PendingCall>();
        _calls?.TakeIdle(tick, calls);
        foreach (PendingCall call in calls)
        {
            if (call.WasSent)
                SendCancel(call.Id);
            ((StreamConsumer)call).OnIdle(_options.StreamIdleTimeout);
        }
    }

    /// <summary>What the writer of a stream's call needs.</summary>
    private readonly record struct StreamCall(Peer Peer, StreamConsumer Call, uint Id)
    {
        public static readonly WsPayloadWriter<StreamCall> Writer = Write;

        private static void Write(IBufferWriter<byte> output, StreamCall state)
        {
            if (!state.Peer.Calls.TryMarkSent(state.Call, state.Id))
                throw new OperationCanceledException("The stream was given up before there was room to ask for it.");

            state.Call.WriteCall(output, state.Id);
        }
    }
}

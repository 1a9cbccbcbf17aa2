using System.Buffers;
using System.Diagnostics;
using TypedWs.CompilerServices;
using TypedWs.Diagnostics;
using TypedWs.Envelopes;
using TypedWs.Transport;

namespace TypedWs.Peers;

/// <content>One-way messages and requests of this side.</content>
public sealed partial class Peer
{
    /// <summary>Sends a one-way message.</summary>
    /// <typeparam name="T">The message.</typeparam>
    /// <param name="method">Its descriptor.</param>
    /// <param name="message">The message; not used after the call has returned.</param>
    /// <param name="cancellationToken">Ends the wait for room in the send buffer; a message that is in the buffer stays.</param>
    /// <returns>A task that is complete once the message is in the send buffer: at once, below the high-water mark.</returns>
    /// <exception cref="WsClosedException">The connection has ended, or is closing.</exception>
    public ValueTask SendAsync<T>(OneWayMethod<T> method, T message, CancellationToken cancellationToken = default)
        => SendForAsync(null, method, message, cancellationToken);

    private ValueTask SendDirectlyAsync<T>(SessionContext? session, OneWayMethod<T> method, T message, CancellationToken cancellationToken)
        => RpcActivities.HasListeners
            ? SendTracedAsync(session, method, message, cancellationToken)
            : SendByPolicyAsync(session, method, message, TraceToSend(null), cancellationToken);

    private ValueTask SendWhenThereIsRoomAsync<T>(OneWayMethod<T> method, T message, Activity? trace, CancellationToken cancellationToken)
    {
        ValueTask sent = Connection.SendAsync(TypeOf(Format), OneWay<T>.Writer, new OneWay<T>(method, message, Format, trace), cancellationToken);
        if (!sent.IsCompletedSuccessfully)
            return CountWhenSentAsync(sent);

        Interlocked.Increment(ref _messagesSent);
        return default;
    }

    /// <summary>A one-way message as <see cref="SendEncodedAsync"/> takes it.</summary>
    /// <param name="method">Its descriptor.</param>
    /// <param name="message">The message.</param>
    /// <param name="format">The format.</param>
    /// <param name="trace">What it is sent in, or null. MessagePack has no place for it: whether the connection to come permits a trailer is not known yet.</param>
    internal static ReadOnlyMemory<byte> Encode<T>(OneWayMethod<T> method, T message, WireFormat format, Activity? trace)
    {
        var output = new ArrayBufferWriter<byte>();
        EnvelopeWriter.WriteOneWay(output, format, method, message, format == WireFormat.Json ? trace : null);
        return output.WrittenMemory;
    }

    /// <summary>Sends a one-way message that was encoded before, in this conversation's format.</summary>
    internal async ValueTask SendEncodedAsync(ReadOnlyMemory<byte> payload)
    {
        await Connection.SendAsync(TypeOf(Format), payload).ConfigureAwait(false);
        Interlocked.Increment(ref _messagesSent);
    }

    /// <summary>Encodes a one-way message once, to send it to many with <see cref="TrySend"/>.</summary>
    /// <typeparam name="T">The message.</typeparam>
    /// <param name="method">Its descriptor.</param>
    /// <param name="message">The message.</param>
    /// <param name="format">The format.</param>
    /// <returns>The message as bytes.</returns>
    public static WsPreparedMessage Prepare<T>(OneWayMethod<T> method, T message, WireFormat format)
        => Prepare(method, message, format, trace: null);

    /// <summary>Encodes a one-way message once, with the trace that it is sent in, to send it with <see cref="TrySend"/> to many that <see cref="CarriesTrace"/>.</summary>
    /// <typeparam name="T">The message.</typeparam>
    /// <param name="method">Its descriptor.</param>
    /// <param name="message">The message.</param>
    /// <param name="format">The format.</param>
    /// <param name="trace">An activity in W3C format, or null.</param>
    /// <returns>The message as bytes.</returns>
    public static WsPreparedMessage Prepare<T>(OneWayMethod<T> method, T message, WireFormat format, Activity? trace)
        => WsPreparedMessage.Create(TypeOf(format), OneWay<T>.Writer, new OneWay<T>(method, message, format, trace));

    /// <summary>Sends a message that was encoded before, if there is room. Never waits.</summary>
    /// <param name="message">The message.</param>
    /// <returns>
    /// False above the send buffer's high-water mark, where messages wait that were sent before, and when the connection has ended or is closing.
    /// </returns>
    public bool TrySend(WsPreparedMessage message)
    {
        if (!IsBacklogEmpty || !Connection.TrySend(message))
            return false;

        Interlocked.Increment(ref _messagesSent);
        return true;
    }

    /// <summary>Sends a request and waits for its reply.</summary>
    /// <typeparam name="T">The request.</typeparam>
    /// <typeparam name="TReply">The reply.</typeparam>
    /// <param name="method">The request's descriptor.</param>
    /// <param name="message">The request; not used after the call has returned.</param>
    /// <param name="cancellationToken">Ends the wait and tells the other side to cancel its handler.</param>
    /// <returns>The reply. Await it once.</returns>
    /// <exception cref="RemoteException">The other side answered with an error.</exception>
    /// <exception cref="RequestTimeoutException">No answer within the time-out that the contract states, or else <see cref="PeerOptions.RequestTimeout"/>.</exception>
    /// <exception cref="RequestLostException">The connection ended first.</exception>
    /// <exception cref="TooManyRequestsException">Too many requests are pending.</exception>
    /// <exception cref="PayloadException">The answer is not what the contract says.</exception>
    /// <exception cref="WsClosedException">The connection has ended, or is closing; nothing was sent.</exception>
    public ValueTask<TReply> RequestAsync<T, TReply>(RequestMethod<T, TReply> method, T message, CancellationToken cancellationToken)
        => RequestForAsync(null, method, message, LimitOf(method), cancellationToken);

    /// <summary>Sends a request and waits for its acknowledgement.</summary>
    /// <inheritdoc cref="RequestAsync{T, TReply}(RequestMethod{T, TReply}, T, CancellationToken)"/>
    public ValueTask RequestAsync<T>(RequestMethod<T, Acknowledgement> method, T message, CancellationToken cancellationToken)
        => AcknowledgeForAsync(null, method, message, LimitOf(method), cancellationToken);

    /// <summary>Sends a request that has a time-out of its own, and waits for its reply.</summary>
    /// <typeparam name="T">The request.</typeparam>
    /// <typeparam name="TReply">The reply.</typeparam>
    /// <param name="method">The request's descriptor.</param>
    /// <param name="message">The request; not used after the call has returned.</param>
    /// <param name="timeout">How long it may take, to within a tenth of a second; <see cref="Timeout.InfiniteTimeSpan"/> for as long as it takes.</param>
    /// <param name="cancellationToken">Ends the wait and tells the other side to cancel its handler.</param>
    /// <returns>The reply. Await it once.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is zero or negative.</exception>
    /// <exception cref="RequestTimeoutException">No answer within <paramref name="timeout"/>.</exception>
    /// <remarks>Throws what <see cref="RequestAsync{T, TReply}(RequestMethod{T, TReply}, T, CancellationToken)"/> throws.</remarks>
    public ValueTask<TReply> RequestAsync<T, TReply>(RequestMethod<T, TReply> method, T message, TimeSpan timeout, CancellationToken cancellationToken)
        => RequestForAsync(null, method, message, RequestLimit.OfCall(timeout), cancellationToken);

    /// <summary>Sends a request that has a time-out of its own, and waits for its acknowledgement.</summary>
    /// <inheritdoc cref="RequestAsync{T, TReply}(RequestMethod{T, TReply}, T, TimeSpan, CancellationToken)"/>
    public ValueTask RequestAsync<T>(RequestMethod<T, Acknowledgement> method, T message, TimeSpan timeout, CancellationToken cancellationToken)
        => AcknowledgeForAsync(null, method, message, RequestLimit.OfCall(timeout), cancellationToken);

    /// <summary>The limit of a call that states none.</summary>
    internal RequestLimit LimitOf<T, TReply>(RequestMethod<T, TReply> method) => RequestLimit.Of(method, _options);

    /// <summary>Sends a request whose limit is known, past the interceptors.</summary>
    internal ValueTask<TReply> RequestDirectlyAsync<T, TReply>(RequestMethod<T, TReply> method, T message, RequestLimit limit, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
            return ValueTask.FromCanceled<TReply>(cancellationToken);

        return SendRequest(method, message, limit, cancellationToken).Task;
    }

    /// <summary>Sends a request whose limit is known, past the interceptors, and waits for its acknowledgement.</summary>
    internal ValueTask AcknowledgeDirectlyAsync<T>(RequestMethod<T, Acknowledgement> method, T message, RequestLimit limit, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
            return ValueTask.FromCanceled(cancellationToken);

        return SendRequest(method, message, limit, cancellationToken).AcknowledgementTask;
    }

    private static WsMessageType TypeOf(WireFormat format) => format == WireFormat.Json ? WsMessageType.Text : WsMessageType.Binary;

    private ValueTask SendTracedAsync<T>(SessionContext? session, OneWayMethod<T> method, T message, CancellationToken cancellationToken)
        => RpcActivities.SendAsync(
            method.Name,
            Format,
            Server,
            static (activity, send) => send.Peer.SendByPolicyAsync(send.session, send.method, send.message, send.Peer.TraceToSend(activity), send.cancellationToken),
            (Peer: this, session, method, message, cancellationToken));

    private async ValueTask CountWhenSentAsync(ValueTask sending)
    {
        await sending.ConfigureAwait(false);
        Interlocked.Increment(ref _messagesSent);
    }

    private PendingCall<TReply> SendRequest<T, TReply>(RequestMethod<T, TReply> method, T message, RequestLimit limit, CancellationToken cancellationToken)
    {
        WsConnection connection = Connection;
        PendingCall<TReply> call = PendingCallPool<TReply>.Rent();
        OutgoingCall outgoing = StartCall(method.Name);
        call.Begin(this, method.Name, method.ReplyCodec, method.Errors, limit, in outgoing);
        PendingCalls calls = Calls;
        CoarseTimer? timer = limit.IsInfinite ? null : TimerOfCalls;
        if (!calls.TryAdd(call, timer?.DeadlineAfter(limit.Remaining) ?? long.MaxValue))
        {
            var refusal = new TooManyRequestsException(method.Name, _options.MaxPendingRequests);
            call.GiveBack(refusal);
            throw refusal;
        }

        // A timer that stops, and a loop that waits for room, first say so and then look at the calls; this side first adds the call and then looks.
        Interlocked.MemoryBarrier();
        timer?.EnsureRunning();
        _queue.ResumeReading();

        uint id = call.Id;
        if (Format == WireFormat.Json)
            RpcActivities.SetRequestId(outgoing.Activity, id);
        ValueTask sending;
        try
        {
            sending = connection.SendAsync(TypeOf(Format), Request<T, TReply>.Writer, new Request<T, TReply>(this, call, id, method, message, TraceToSend(outgoing.Activity)), cancellationToken);
        }
        catch (Exception e)
        {
            // Where the timer or the end of the connection took the call at this moment, that tells the caller why.
            if (!calls.TryRemove(call, id))
                return call;

            call.GiveBack(e);
            throw;
        }

        call.Watch(cancellationToken);
        if (sending.IsCompletedSuccessfully)
            Interlocked.Increment(ref _messagesSent);
        else
            _ = FollowSendAsync(call, id, sending);
        return call;
    }

    /// <summary>
    /// Follows a request that waits for room in the send buffer. Its caller does not wait here but for the call, which the time-out, the caller's token and the end
    /// of the connection complete at any time; the request is then taken out of the line when its turn comes. The call may long serve another request by then.
    /// </summary>
    private async Task FollowSendAsync(PendingCall call, uint id, ValueTask sending)
    {
        bool mustWait = !sending.IsCompleted;
        try
        {
            await sending.ConfigureAwait(false);
            Interlocked.Increment(ref _messagesSent);
        }
        catch (Exception e)
        {
            // The slot is free, whoever completes the call: what was not sent is not answered.
            if (!Calls.TryRemove(call, id))
                return;

            if (mustWait && e is WsClosedException ended)
                call.SetLost(ended.Closed);
            else
                call.SetException(e);
        }
    }

    /// <summary>Takes a call whose caller gives up, and tells the other side if that may know of it.</summary>
    /// <returns>False where the call is already completed.</returns>
    internal bool AbandonCall(PendingCall call)
    {
        uint id = call.Id;
        if (!Calls.TryAbandon(call))
            return false;

        if (call.WasSent)
            SendCancel(id);
        return true;
    }

    private void SendCancel(uint id)
        => SendSignal(Format, static (output, state) => EnvelopeWriter.WriteCancel(output, state.Format, state.id), (Format, id));

    /// <summary>
    /// Sends what tells the other side to stop, which it must not miss, or it would go on for nobody. It passes the messages that wait for room. Above the hard limit, to
    /// which one large message of ours may fill the buffer, it waits behind them: their number is bounded by that of the requests that were sent, and no other is sent
    /// meanwhile. Never throws, and its caller never waits.
    /// </summary>
    private void SendSignal<TState>(WireFormat format, WsPayloadWriter<TState> writer, TState state)
    {
        if (Connection.TrySend(TypeOf(format), writer, state))
            Interlocked.Increment(ref _messagesSent);
        else if (!Connection.IsClosing)
            _ = SendLaterAsync(format, writer, state);
    }

    private async Task SendLaterAsync<TState>(WireFormat format, WsPayloadWriter<TState> writer, TState state)
    {
        try
        {
            await Connection.SendAsync(TypeOf(format), writer, state, CancellationToken.None).ConfigureAwait(false);
            Interlocked.Increment(ref _messagesSent);
        }
        catch (WsException)
        {
            // The connection ends, and with it everything that was to stop.
        }
    }

    private void OnTick(long tick)
    {
        var calls = new List<PendingCall>();
        _calls?.TakeDue(tick, calls);
        foreach (PendingCall call in calls)
        {
            if (call.WasSent)
                SendCancel(call.Id);
            call.SetException(new RequestTimeoutException(call.Method, call.Limit, call.WasSent));
        }
    }

    private void FailPendingCalls(WsClosed closed)
    {
        if (_calls is not { } pending)
            return;

        var calls = new List<PendingCall>();
        pending.TakeDue(long.MaxValue, calls);
        foreach (PendingCall call in calls)
            call.SetLost(closed);
    }

    /// <summary>What a one-way message's writer needs; a struct, so that a send allocates nothing.</summary>
    private readonly record struct OneWay<T>(OneWayMethod<T> Method, T Message, WireFormat Format, Activity? Trace)
    {
        public static readonly WsPayloadWriter<OneWay<T>> Writer
            = static (output, state) => EnvelopeWriter.WriteOneWay(output, state.Format, state.Method, state.Message, state.Trace);
    }

    /// <summary>What a request's writer needs.</summary>
    private readonly record struct Request<T, TReply>(Peer Peer, PendingCall Call, uint Id, RequestMethod<T, TReply> Method, T Message, Activity? Trace)
    {
        public static readonly WsPayloadWriter<Request<T, TReply>> Writer = Write;

        /// <summary>Runs under the send buffer's lock, when there is room.</summary>
        private static void Write(IBufferWriter<byte> output, Request<T, TReply> request)
        {
            if (!request.Peer.Calls.TryMarkSent(request.Call, request.Id))
                throw new OperationCanceledException($"The request {request.Method.Name} was given up before there was room to send it.");

            EnvelopeWriter.WriteRequest(output, request.Peer.Format, request.Id, request.Method, request.Message, request.Trace);
        }
    }
}

using TypedWs.CompilerServices;
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
    {
        ValueTask sent = Connection.SendAsync(TypeOf(Format), OneWay<T>.Writer, new OneWay<T>(method, message, Format), cancellationToken);
        Interlocked.Increment(ref _messagesSent);
        return sent;
    }

    /// <summary>Encodes a one-way message once, to send it to many with <see cref="TrySend"/>.</summary>
    /// <typeparam name="T">The message.</typeparam>
    /// <param name="method">Its descriptor.</param>
    /// <param name="message">The message.</param>
    /// <param name="format">The format.</param>
    /// <returns>The message as bytes.</returns>
    public static WsPreparedMessage Prepare<T>(OneWayMethod<T> method, T message, WireFormat format)
        => WsPreparedMessage.Create(TypeOf(format), OneWay<T>.Writer, new OneWay<T>(method, message, format));

    /// <summary>Sends a message that was encoded before, if there is room. Never waits.</summary>
    /// <param name="message">The message.</param>
    /// <returns>False above the send buffer's high-water mark, and when the connection has ended or is closing.</returns>
    public bool TrySend(WsPreparedMessage message)
    {
        if (!Connection.TrySend(message))
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
    /// <exception cref="RequestTimeoutException">No answer within <see cref="PeerOptions.RequestTimeout"/>.</exception>
    /// <exception cref="RequestLostException">The connection ended first.</exception>
    /// <exception cref="TooManyRequestsException">Too many requests are pending.</exception>
    /// <exception cref="PayloadException">The answer is not what the contract says.</exception>
    /// <exception cref="WsClosedException">The connection has ended, or is closing; nothing was sent.</exception>
    public ValueTask<TReply> RequestAsync<T, TReply>(RequestMethod<T, TReply> method, T message, CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested)
            return ValueTask.FromCanceled<TReply>(cancellationToken);

        PendingCall<TReply> call = SendRequest(method, message, cancellationToken, out ValueTask sending);
        return sending.IsCompletedSuccessfully ? call.Task : AwaitSentAsync(call, sending, cancellationToken);
    }

    /// <summary>Sends a request and waits for its acknowledgement.</summary>
    /// <inheritdoc cref="RequestAsync{T, TReply}(RequestMethod{T, TReply}, T, CancellationToken)"/>
    public ValueTask RequestAsync<T>(RequestMethod<T, Acknowledgement> method, T message, CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested)
            return ValueTask.FromCanceled(cancellationToken);

        PendingCall<Acknowledgement> call = SendRequest(method, message, cancellationToken, out ValueTask sending);
        return sending.IsCompletedSuccessfully ? call.AcknowledgementTask : AwaitAsync(AwaitSentAsync(call, sending, cancellationToken));

        static async ValueTask AwaitAsync(ValueTask<Acknowledgement> answered) => await answered.ConfigureAwait(false);
    }

    private static WsMessageType TypeOf(WireFormat format) => format == WireFormat.Json ? WsMessageType.Text : WsMessageType.Binary;

    private PendingCall<TReply> SendRequest<T, TReply>(RequestMethod<T, TReply> method, T message, CancellationToken cancellationToken, out ValueTask sending)
    {
        WsConnection connection = Connection;
        PendingCall<TReply> call = PendingCallPool<TReply>.Rent();
        call.Begin(this, method.Name, method.ReplyCodec);
        if (!_calls.TryAdd(call, _timer.Deadline))
        {
            call.GiveBack();
            throw new TooManyRequestsException(method.Name, _options.MaxPendingRequests);
        }

        _timer.EnsureRunning();

        // The answer may stand behind messages that the paused loop does not read.
        _queue.ResumeReading();
        try
        {
            sending = connection.SendAsync(TypeOf(Format), Request<T, TReply>.Writer, new Request<T, TReply>(method, message, Format, call.Id), cancellationToken);
        }
        catch
        {
            // The caller gets the exception; if the end of the connection has taken the call at the same time, nobody waits for it.
            if (_calls.TryRemove(call))
                call.GiveBack();
            throw;
        }

        if (sending.IsCompletedSuccessfully)
        {
            Interlocked.Increment(ref _messagesSent);
            _calls.MarkSent(call);
            call.Watch(cancellationToken);
            FailIfEnded(call);
        }

        return call;
    }

    /// <summary>Waits for room in the send buffer, within the request's own time-out, then for the answer.</summary>
    private async ValueTask<TReply> AwaitSentAsync<TReply>(PendingCall<TReply> call, ValueTask sending, CancellationToken cancellationToken)
    {
        try
        {
            await sending.ConfigureAwait(false);
        }
        catch
        {
            if (_calls.TryRemove(call))
                call.GiveBack();
            throw;
        }

        Interlocked.Increment(ref _messagesSent);
        _calls.MarkSent(call);
        call.Watch(cancellationToken);
        FailIfEnded(call);
        return await call.Task.ConfigureAwait(false);
    }

    /// <summary>Takes a call whose caller gives up, and tells the other side.</summary>
    /// <returns>False where the call is already completed.</returns>
    internal bool AbandonCall(PendingCall call)
    {
        uint id = call.Id;
        if (!_calls.TryAbandon(call))
            return false;

        SendCancel(id);
        return true;
    }

    private void SendCancel(uint id)
    {
        // Refused only where the connection ends anyway.
        if (Connection.TrySend(TypeOf(Format), static (output, state) => EnvelopeWriter.WriteCancel(output, state.Format, state.id), (Format, id)))
            Interlocked.Increment(ref _messagesSent);
    }

    private void OnTimedOut(PendingCall call)
    {
        if (call.WasSent)
            SendCancel(call.Id);
        call.SetException(new RequestTimeoutException(call.Method, _options.RequestTimeout));
    }

    private void FailPendingCalls(WsClosed closed)
    {
        var calls = new List<PendingCall>();
        _calls.TakeDue(long.MaxValue, calls);
        foreach (PendingCall call in calls)
            call.SetException(new RequestLostException(call.Method, call.WasSent, closed));
    }

    /// <summary>A call that was added while the connection ended may have missed <see cref="FailPendingCalls"/>; one of the two takes it.</summary>
    private void FailIfEnded(PendingCall call)
    {
        if (Volatile.Read(ref _closed) is { } closed && _calls.TryAbandon(call))
            call.SetException(new RequestLostException(call.Method, wasSent: true, closed));
    }

    /// <summary>What a one-way message's writer needs; a struct, so that a send allocates nothing.</summary>
    private readonly record struct OneWay<T>(OneWayMethod<T> Method, T Message, WireFormat Format)
    {
        public static readonly WsPayloadWriter<OneWay<T>> Writer = static (output, state) => EnvelopeWriter.WriteOneWay(output, state.Format, state.Method, state.Message);
    }

    /// <summary>What a request's writer needs.</summary>
    private readonly record struct Request<T, TReply>(RequestMethod<T, TReply> Method, T Message, WireFormat Format, uint Id)
    {
        public static readonly WsPayloadWriter<Request<T, TReply>> Writer
            = static (output, state) => EnvelopeWriter.WriteRequest(output, state.Format, state.Id, state.Method, state.Message);
    }
}

using System.ComponentModel;
using System.Diagnostics;
using TypedWs.CompilerServices;
using TypedWs.Diagnostics;
using TypedWs.Peers;
using TypedWs.Transport;

namespace TypedWs;

// What leaves at once, and what waits for a conversation.
public abstract partial class TypedWsClient
{
    // The flow of a Connected that runs: what it sends is for its own conversation, and what the others wait for.
    private static readonly AsyncLocal<SetUp?> CurrentSetUp = new();

    private int _setUps; // How many run: one, or more where one outlives its conversation. Interlocked.

    /// <summary>Waits until everything that was sent has been handed to a connection's stream, also what waits for one.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task.</returns>
    /// <exception cref="InvalidOperationException">The client has never been connected.</exception>
    /// <exception cref="WsException">The connection ended first, or none will come.</exception>
    public async ValueTask FlushAsync(CancellationToken cancellationToken = default)
    {
        Peer peer = DirectPeer ?? (_outbox!.IsIdle ? Current.Peer : await ReachAsync(cancellationToken).ConfigureAwait(false));
        await peer.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>For generated code: sends a one-way message.</summary>
    /// <typeparam name="T">The message.</typeparam>
    /// <param name="method">Its descriptor.</param>
    /// <param name="message">The message.</param>
    /// <param name="cancellationToken">Ends the wait for room in the send buffer.</param>
    /// <returns>A task that is complete once the message is in the send buffer, of the connection or of the client that waits for one.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected ValueTask SendAsync<T>(OneWayMethod<T> method, T message, CancellationToken cancellationToken)
        => _interceptors is null ? SendDirectlyAsync(method, message, cancellationToken) : InterceptAsync(_interceptors, method, message, cancellationToken);

    private ValueTask SendDirectlyAsync<T>(OneWayMethod<T> method, T message, CancellationToken cancellationToken)
    {
        if (DirectPeer is not { } peer)
            return SendLaterAsync(method, message, cancellationToken);

        ValueTask sent = peer.SendAsync(method, message, cancellationToken);
        return sent.IsCompletedSuccessfully || _outbox is null ? sent : SendAgainAsync(peer, sent, method, message, cancellationToken);
    }

    /// <summary>For generated code: sends a request and waits for its reply.</summary>
    /// <typeparam name="T">The request.</typeparam>
    /// <typeparam name="TReply">Its reply.</typeparam>
    /// <param name="method">Its descriptor.</param>
    /// <param name="message">The request.</param>
    /// <param name="cancellationToken">Cancels the request on both sides.</param>
    /// <returns>The reply.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected ValueTask<TReply> RequestAsync<T, TReply>(RequestMethod<T, TReply> method, T message, CancellationToken cancellationToken)
        => RequestAsync(method, message, RequestLimit.Of(method, _options.ConversationInForce), cancellationToken);

    /// <summary>For generated code: sends a request and waits for its acknowledgement.</summary>
    /// <typeparam name="T">The request.</typeparam>
    /// <param name="method">Its descriptor.</param>
    /// <param name="message">The request.</param>
    /// <param name="cancellationToken">Cancels the request on both sides.</param>
    /// <returns>A task that is complete once the other side's handler is done.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected ValueTask RequestAsync<T>(RequestMethod<T, Acknowledgement> method, T message, CancellationToken cancellationToken)
        => AcknowledgeAsync(method, message, RequestLimit.Of(method, _options.ConversationInForce), cancellationToken);

    /// <summary>For generated code: sends a request that has a time-out of its own, and waits for its reply.</summary>
    /// <typeparam name="T">The request.</typeparam>
    /// <typeparam name="TReply">Its reply.</typeparam>
    /// <param name="method">Its descriptor.</param>
    /// <param name="message">The request.</param>
    /// <param name="timeout">How long it may take.</param>
    /// <param name="cancellationToken">Cancels the request on both sides.</param>
    /// <returns>The reply.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected ValueTask<TReply> RequestAsync<T, TReply>(RequestMethod<T, TReply> method, T message, TimeSpan timeout, CancellationToken cancellationToken)
        => RequestAsync(method, message, RequestLimit.OfCall(timeout), cancellationToken);

    /// <summary>For generated code: sends a request that has a time-out of its own, and waits for its acknowledgement.</summary>
    /// <typeparam name="T">The request.</typeparam>
    /// <param name="method">Its descriptor.</param>
    /// <param name="message">The request.</param>
    /// <param name="timeout">How long it may take.</param>
    /// <param name="cancellationToken">Cancels the request on both sides.</param>
    /// <returns>A task that is complete once the other side's handler is done.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected ValueTask RequestAsync<T>(RequestMethod<T, Acknowledgement> method, T message, TimeSpan timeout, CancellationToken cancellationToken)
        => AcknowledgeAsync(method, message, RequestLimit.OfCall(timeout), cancellationToken);

    private ValueTask<TReply> RequestAsync<T, TReply>(RequestMethod<T, TReply> method, T message, RequestLimit limit, CancellationToken cancellationToken)
        => _interceptors is null ? RequestDirectlyAsync(method, message, limit, cancellationToken) : InterceptAsync(_interceptors, method, message, limit, cancellationToken);

    private ValueTask<TReply> RequestDirectlyAsync<T, TReply>(RequestMethod<T, TReply> method, T message, RequestLimit limit, CancellationToken cancellationToken)
        => DirectPeer is { } peer ? peer.RequestDirectlyAsync(method, message, limit, cancellationToken) : RequestLaterAsync(method, message, limit, cancellationToken);

    private ValueTask AcknowledgeAsync<T>(RequestMethod<T, Acknowledgement> method, T message, RequestLimit limit, CancellationToken cancellationToken)
        => _interceptors is null ? AcknowledgeDirectlyAsync(method, message, limit, cancellationToken) : InterceptAcknowledgedAsync(_interceptors, method, message, limit, cancellationToken);

    private ValueTask AcknowledgeDirectlyAsync<T>(RequestMethod<T, Acknowledgement> method, T message, RequestLimit limit, CancellationToken cancellationToken)
        => DirectPeer is { } peer
            ? peer.AcknowledgeDirectlyAsync(method, message, limit, cancellationToken)
            : new ValueTask(RequestLaterAsync(method, message, limit, cancellationToken).AsTask());

    /// <summary>The conversation that a send may go to at once. Null where it has to wait for one, or is refused.</summary>
    private Peer? DirectPeer
    {
        get
        {
            if (_outbox is null)
                return Current.Peer;
            if (RunningSetUp is { } setUp)
                return setUp.Peer;
            if (_outbox.Direct is not { } peer)
                return null;
            if (!peer.IsClosing)
                return peer;
            _outbox.Lost(peer);
            return null;
        }
    }

    /// <summary>The <see cref="Connected"/> of this client that the running flow belongs to.</summary>
    private SetUp? RunningSetUp
        => Volatile.Read(ref _setUps) > 0 && CurrentSetUp.Value is { IsDone: false } setUp && setUp.Client == this ? setUp : null;

    /// <summary>Runs <see cref="Connected"/>; then what waits may leave.</summary>
    private async ValueTask SetUpAsync(Peer peer, Func<CancellationToken, ValueTask> connected, CancellationToken cancellationToken)
    {
        var setUp = new SetUp(this, peer);
        CurrentSetUp.Value = setUp;
        Interlocked.Increment(ref _setUps);
        try
        {
            await connected(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            setUp.IsDone = true;
            Interlocked.Decrement(ref _setUps);
        }

        _outbox?.Opened(peer);
    }

    private ValueTask SendLaterAsync<T>(OneWayMethod<T> method, T message, CancellationToken cancellationToken)
        => RpcActivities.HasListeners
            ? RpcActivities.SendAsync(
                method.Name,
                _options.Format,
                _options.Uri,
                static (activity, send) => send.Client.SendLaterAsync(send.method, send.message, activity, send.cancellationToken),
                (Client: this, method, message, cancellationToken))
            : SendLaterAsync(method, message, activity: null, cancellationToken);

    private ValueTask SendLaterAsync<T>(OneWayMethod<T> method, T message, Activity? activity, CancellationToken cancellationToken)
    {
        Activity? trace = _options.ConversationInForce.PropagateTraceContext ? CallerTrace.Of(activity) : null;
        return _outbox!.SendAsync(new OutboxMessage(Peer.Encode(method, message, _options.Format, trace)), cancellationToken);
    }

    /// <summary>Waits for the connection; a message that it refused because it ended is for the next one, unless it was to set up this one.</summary>
    private async ValueTask SendAgainAsync<T>(Peer peer, ValueTask sent, OneWayMethod<T> method, T message, CancellationToken cancellationToken)
    {
        try
        {
            await sent.ConfigureAwait(false);
        }
        catch (WsClosedException) when (RunningSetUp is null)
        {
            _outbox!.Lost(peer);
            await SendLaterAsync(method, message, cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask<TReply> RequestLaterAsync<T, TReply>(RequestMethod<T, TReply> method, T message, RequestLimit limit, CancellationToken cancellationToken)
    {
        var request = new OutboxRequest<T, TReply>(method, message, limit, _options.ConversationInForce.TimeProvider, cancellationToken);
        await WaitInLineAsync(request, request.Sent, method.Name, limit, cancellationToken).ConfigureAwait(false);
        return await (await request.Sent.ConfigureAwait(false)).ConfigureAwait(false);
    }

    /// <summary>Waits until a request has left the outbox, for as long as one may take. It is left to the caller to look at <paramref name="sent"/>.</summary>
    private async Task WaitInLineAsync(OutboxItem request, Task sent, string method, RequestLimit limit, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        // Nobody has asked for a connection: the caller would wait for its time-out only to learn that.
        if (_outbox!.IsIdle)
            _ = Current;

        PeerOptions limits = _options.ConversationInForce;
        if (!_outbox.TryAdd(request))
            throw new TooManyRequestsException(method, limits.MaxPendingRequests);

        try
        {
            await sent.WaitAsync(limit.Wait, limits.TimeProvider, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException) when (_outbox.TryRemove(request))
        {
            throw new RequestTimeoutException(method, limit, wasSent: false);
        }
        catch (OperationCanceledException) when (_outbox.TryRemove(request))
        {
            throw;
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException && sent.Status != TaskStatus.Faulted)
        {
            // In this moment it was sent after all, or is about to be.
        }
    }

    /// <summary>Waits until what waits now has been handed to a conversation.</summary>
    private async Task<Peer> ReachAsync(CancellationToken cancellationToken)
    {
        var mark = new OutboxMark();
        _outbox!.TryAdd(mark);
        try
        {
            return await mark.Reached.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            _outbox.TryRemove(mark);
            throw;
        }
    }

    /// <summary>Before closing: what is on its way into an open conversation is handed over.</summary>
    private async Task DrainAsync(CancellationToken cancellationToken)
    {
        if (_outbox is not { IsPumping: true })
            return;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(Current.Peer.Disconnected, cancellationToken);
        try
        {
            await ReachAsync(either.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is WsException or OperationCanceledException)
        {
            // The connection ended first, or is about to be aborted.
        }
    }

    private void BeginSends(CancellationToken cancellationToken)
    {
        // Nothing may wait for a connection that nobody makes.
        if (State != TypedWsClientState.Disposed && !cancellationToken.IsCancellationRequested)
            _outbox?.Begin();
    }

    private void RefuseSends(Exception? cause)
    {
        if (_outbox?.Refuse(() => Refusal(cause)) is > 0 and var lost)
            ClientLog.MessagesThrownAway(_logger, lost, cause?.Message ?? "The client was closed.");
    }

    private WsException Refusal(Exception? cause) => cause switch
    {
        null or WsClosedException when _conversation?.Peer.Closed is { } closed => new WsClosedException(closed),
        null => new WsException("The message was not sent: the client is closed. Call ConnectAsync to send again."),
        _ => new WsException($"The message was not sent: the client has given up connecting. {cause.Message} Call ConnectAsync to try again.", cause),
    };

    /// <summary>A <see cref="Connected"/> that runs.</summary>
    private sealed class SetUp(TypedWsClient client, Peer peer)
    {
        private volatile bool _isDone;

        public TypedWsClient Client => client;

        public Peer Peer => peer;

        /// <summary>Flows that it has started may go on.</summary>
        public bool IsDone
        {
            get => _isDone;
            set => _isDone = value;
        }
    }
}

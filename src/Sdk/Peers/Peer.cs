using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using TypedWs.CompilerServices;
using TypedWs.Diagnostics;
using TypedWs.Interception;
using TypedWs.Transport;

namespace TypedWs.Peers;

/// <summary>
/// One side of a conversation: writes envelopes, correlates replies, dispatches what arrives. Clients and servers use the same class.
/// </summary>
/// <remarks>
/// <para>Sending members are thread-safe. What arrives is handled in the receive loop of the attached connection, which never waits for a handler or for a send.</para>
/// <para>
/// A conversation is apart from its connection (<see cref="Attach"/>): ids, counts, handlers and pending requests are the conversation's. Today both end together.
/// </para>
/// </remarks>
[SuppressMessage("Design", "CA1001", Justification = "The timers are disposed when the connection ends; the token source has neither timer nor wait handle.")]
public sealed partial class Peer
{
    private readonly PeerOptions _options;
    private readonly MethodBinding[] _methods; // An array: going through an interface's enumerator would allocate for every message.
    private readonly ILogger _logger;
    private readonly InboundQueue _queue;
    private readonly CancellationTokenSource _ended = new();

    private RunningRequests? _running; // See Made.
    private PendingCalls? _calls; // Likewise.
    private TaskCompletionSource<WsClosed>? _completion; // Likewise.
    private WsConnection? _connection; // Written once, by Attach, before anything is received or sent.
    private volatile WsClosed? _closed; // Written once, by OnClosed, before anything else happens there.
    private ulong _messagesSent; // Interlocked: senders are many.
    private ulong _messagesReceived; // Written by the receive loop alone.

    /// <summary>Begins a conversation.</summary>
    /// <param name="options">Limits and times.</param>
    /// <param name="format">The format in which this side writes what it starts; it answers in the format of the question.</param>
    /// <param name="methods">What this side handles; the first that knows a name gets the message.</param>
    /// <param name="logger">Where failures of handlers and refused messages are logged.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public Peer(PeerOptions options, WireFormat format, IReadOnlyList<MethodBinding> methods, ILogger logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        options = options.Snapshot();
        _options = options;
        _methods = [.. methods];
        _logger = logger;
        Format = format;
        _queue = new InboundQueue(options);
        _handlerContext = options.SynchronizationContext is { } context ? new HandlerContext(context) : null;
        OnReceived = OnSending = InterceptorChain.Of(options.AddedInterceptors);
        Disconnected = _ended.Token;
    }

    /// <summary>The format in which this side writes.</summary>
    public WireFormat Format { get; }

    /// <summary>Fires when the conversation has ended. Handlers of one-way messages get this token.</summary>
    public CancellationToken Disconnected { get; }

    /// <summary>How the conversation ended. Completes after every handler has returned; never fails.</summary>
    public Task<WsClosed> Completion => CompletionSource.Task;

    /// <summary>Whether the conversation ends or has ended, and refuses to send for that reason.</summary>
    public bool IsClosing => Connection.IsClosing;

    /// <summary>Data messages sent in this conversation, in both formats.</summary>
    public ulong MessagesSent => Volatile.Read(ref _messagesSent);

    /// <summary>Data messages received in this conversation, in both formats.</summary>
    public ulong MessagesReceived => Volatile.Read(ref _messagesReceived);

    /// <summary>Whether the conversation has ended; true before <see cref="Completion"/> is complete.</summary>
    internal bool HasEnded => _closed is not null;

    /// <summary>How the connection ended; null while it has not.</summary>
    internal WsClosed? Closed => _closed;

    /// <inheritdoc cref="WsConnection.PingRoundTrip"/>
    public TimeSpan? PingRoundTrip => _connection?.PingRoundTrip;

    /// <summary>Attaches the connection and starts to receive.</summary>
    /// <param name="connection">An open connection that was not started.</param>
    /// <param name="onConnected">
    /// Runs first: messages that arrive meanwhile wait for it, answers to requests of its own do not. When it fails, the connection closes with 1011.
    /// </param>
    /// <exception cref="InvalidOperationException">A connection is attached already.</exception>
    public void Attach(WsConnection connection, Func<CancellationToken, ValueTask>? onConnected = null)
    {
        if (Interlocked.CompareExchange(ref _connection, connection, null) is not null)
            throw new InvalidOperationException("This conversation has a connection already.");

        if (onConnected is not null)
            _queue.Hold();
        Start(connection);

        LiveConversations.Add(this);

        // After the start: a hook that closes at once must find a connection whose end this conversation hears of.
        if (onConnected is not null)
            _ = ConnectAsync(onConnected);
    }

    /// <inheritdoc cref="WsConnection.PingAsync"/>
    public Task<TimeSpan> PingAsync(CancellationToken cancellationToken = default) => Connection.PingAsync(cancellationToken);

    /// <summary>Waits until everything that was sent has been handed to the connection's stream.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task.</returns>
    public ValueTask FlushAsync(CancellationToken cancellationToken = default)
        => IsBacklogEmpty ? Connection.FlushAsync(cancellationToken) : FlushBacklogAsync(cancellationToken);

    /// <summary>
    /// Flushes what was sent, then closes with the closing handshake. What still arrives is thrown away, but for answers to requests of this side.
    /// </summary>
    /// <param name="code">The close code.</param>
    /// <param name="reason">The close reason; at most 123 bytes of UTF-8.</param>
    /// <param name="cancellationToken">Aborts the connection instead of waiting on.</param>
    /// <returns>How the connection ended.</returns>
    public Task<WsClosed> CloseAsync(WsCloseCode code = WsCloseCode.Normal, string? reason = null, CancellationToken cancellationToken = default)
    {
        // What waits stands in the connection's line before the close frame does.
        Volatile.Read(ref _backlog)?.SendAll();

        // Before anything is noted here, because it may refuse the code or the reason.
        Task<WsClosed> closed = Connection.CloseAsync(code, reason, cancellationToken);
        _isClosing = true;

        // The loop may wait for the very handler that closes: nobody would read the other side's close frame.
        Interlocked.MemoryBarrier();
        _queue.ResumeReading();
        return closed;
    }

    /// <summary>Ends the connection at once, without the closing handshake.</summary>
    /// <param name="reason">Why.</param>
    public void Abort(string reason) => Connection.Abort(reason);

    private TaskCompletionSource<WsClosed> CompletionSource
        => Volatile.Read(ref _completion) ?? Made(ref _completion, new TaskCompletionSource<WsClosed>(TaskCreationOptions.RunContinuationsAsynchronously));

    /// <summary>The requests of this side that wait for an answer.</summary>
    private PendingCalls Calls => Volatile.Read(ref _calls) ?? Made(ref _calls, new PendingCalls(_options.MaxPendingRequests));

    /// <summary>The requests of the other side whose handlers run. The end may have looked for them before they were made; see <see cref="OnClosed"/>.</summary>
    private RunningRequests Running
    {
        get
        {
            if (Volatile.Read(ref _running) is { } made)
                return made;
            RunningRequests running = Made(ref _running, new RunningRequests(_options.StrictOrder ? int.MaxValue : _options.MaxConcurrentRequests));
            if (HasEnded)
                running.CancelAll();
            return running;
        }
    }

    private WsConnection Connection
        => _connection ?? throw new InvalidOperationException("The conversation is not connected yet: call Attach first.");

    /// <summary>Keeps a part of the conversation that most need late or never: the one of who comes first, by compare-exchange. It is never replaced.</summary>
    private static TPart Made<TPart>(ref TPart? part, TPart made)
        where TPart : class
        => Interlocked.CompareExchange(ref part, made, null) ?? made;

    private void Start(WsConnection connection)
    {
        try
        {
            connection.Start(new Receiver(this));
        }
        catch (InvalidOperationException) when (connection.IsClosing)
        {
            // Somebody ended it before. Nothing will arrive, but the conversation ends as any other.
            _ = connection.Completion.ContinueWith(
                static (closed, peer) => ((Peer)peer!).OnClosed(closed.Result),
                this,
                CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default);
        }
    }

    private async Task ConnectAsync(Func<CancellationToken, ValueTask> onConnected)
    {
        try
        {
            await onConnected(Disconnected).ConfigureAwait(false);
        }
        catch (Exception e) when (IsOwnEnd(e))
        {
            _queue.Stop();
        }
        catch (Exception e)
        {
            LogConnectedHookFailed(_logger, e);
            _queue.Stop();

            // Never fails: how the connection ends is told by Completion.
            _ = CloseAsync(WsCloseCode.InternalError, "The session could not be set up.", CancellationToken.None);
        }
        finally
        {
            _queue.Release();
        }
    }

    private void OnClosed(WsClosed closed)
    {
        _closed = closed;

        // Who makes a part of the conversation first publishes it and then looks whether this is over; this side first says so and then looks for the parts.
        Interlocked.MemoryBarrier();
        LiveConversations.Remove(this);
        _queue.ResumeReading();
        _callTimer?.Dispose();
        _streamTimer?.Dispose();
        FailPendingCalls(closed);
        _ = EndAsync(closed);
    }

    private async Task EndAsync(WsClosed closed)
    {
        _running?.CancelAll();
        _streams?.CloseAll();
        try
        {
            await _ended.CancelAsync().ConfigureAwait(false);
        }
        catch (AggregateException e)
        {
            LogDisconnectedCallbackFailed(_logger, e);
        }

        // In this order: messages that wait may hold requests, which begin, already cancelled, when the connected hook is done.
        await _queue.WhenIdleAsync().ConfigureAwait(false);
        await (_running?.WhenNoneAsync() ?? Task.CompletedTask).ConfigureAwait(false);
        await (_streams?.WhenNoneAsync() ?? Task.CompletedTask).ConfigureAwait(false);
        CompletionSource.TrySetResult(closed);
    }

    /// <summary>Keeps the transport's view of the conversation out of its public surface.</summary>
    private sealed class Receiver(Peer peer) : IWsReceiver
    {
        public ValueTask OnMessageAsync(WsMessageType type, ReadOnlyMemory<byte> payload) => peer.ReceiveAsync(type, payload);

        public void OnClosed(WsClosed closed) => peer.OnClosed(closed);
    }
}

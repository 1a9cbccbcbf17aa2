using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace TypedWs.Transport;

/// <summary>
/// An open WebSocket connection over a stream, after the handshake, in either role (RFC 6455). It frames and batches what is sent, reads whole
/// messages, answers pings, notices a dead peer, and closes properly.
/// </summary>
/// <remarks>
/// Owns the stream and disposes it. All members may be called from any thread, also at the same time; messages leave in the order in which they
/// were accepted. The <see cref="IWsReceiver"/> is called by one receive loop. To await <see cref="Completion"/>, <see cref="CloseAsync"/> or
/// <see cref="DisposeAsync"/> inside <see cref="IWsReceiver.OnMessageAsync"/> holds up reading the very frame that is awaited: it ends only by
/// the <see cref="WsConnectionOptions.CloseTimeout"/>.
/// </remarks>
public sealed partial class WsConnection : IAsyncDisposable
{
    private readonly Stream _stream;
    private readonly WsConnectionOptions _options;
    private readonly ILogger _logger;
    private readonly FrameSender _sender;
    private readonly FrameReader _reader;
    private readonly Watchdog _watchdog;
    private readonly PingRoundTrips _roundTrips;
    private readonly TaskCompletionSource<WsClosed> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // Cancelled once, when reading and writing are to end at once. It has no timer and is left to the collector:
    // a late write may still look at its token.
    private readonly CancellationTokenSource _ended = new();

    // Made by the first who has something to note, by compare-exchange: an open connection needs none.
    private CloseRecord? _record;

    // 0 or 1, by Interlocked: the receive loop was started.
    private int _started;

    // Told of the end where the connection was closed before it was started; the discarding one once the end has been told.
    private IWsReceiver? _lateReceiver;

    // Set before _ended is cancelled, which happens on another thread: the loop is to hand over nothing after an abort returned.
    private volatile bool _tornDown;

    /// <summary>Takes over an open stream.</summary>
    /// <param name="stream">A duplex stream whose handshake is done. Its reads and writes are used at the same time, one of each. Disposed with the connection.</param>
    /// <param name="role">Which side of the handshake this is.</param>
    /// <param name="options">Limits and times; the defaults when null.</param>
    /// <param name="logger">Told of protocol violations and failures, never of payloads; none when null.</param>
    /// <param name="compression">What the handshake agreed on; no compression when null. <see cref="WsConnectionOptions.Compression"/> says how.</param>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    /// <exception cref="ArgumentException">The stream cannot be both read and written.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="role"/> is unknown, or an option is out of its range; the message names it.</exception>
    public WsConnection(
        Stream stream,
        WsRole role,
        WsConnectionOptions? options = null,
        ILogger? logger = null,
        WsCompressionAgreement? compression = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (!stream.CanRead || !stream.CanWrite)
            throw new ArgumentException("The stream must be readable and writable. Hand in the stream of the upgraded connection.", nameof(stream));
        if (role is not (WsRole.Client or WsRole.Server))
            throw new ArgumentOutOfRangeException(nameof(role), role, "A connection is either the client or the server.");

        _options = (options ?? new WsConnectionOptions()).Validated();
        _logger = logger ?? NullLogger.Instance;
        _stream = stream;
        Role = role;
        var progress = new WriteProgress(_options.TimeProvider);
        (MessageDeflater? deflater, MessageInflater? inflater) = CreateCompression(role, compression, _options);
        _roundTrips = new PingRoundTrips(_options.TimeProvider);
        _sender = new FrameSender(stream, role, _options, deflater, progress, _roundTrips, this, _ended.Token);
        _reader = new FrameReader(role, _options.MaxMessageSize, _options.BufferPool, inflater);
        _watchdog = new Watchdog(_options, progress, this);
    }

    /// <summary>
    /// The route of the server's endpoint, such as <c>/chat</c>: a tag (<c>http.route</c>) of what metrics count on this connection. It must be one of few: no address with
    /// what a client put into it. Default null: no tag.
    /// </summary>
    public string? Route
    {
        get => _sender.Route;
        init => _sender.Route = value;
    }

    /// <summary>Which side of the handshake this is.</summary>
    public WsRole Role { get; }

    /// <summary>
    /// How the connection ended. Completes after <see cref="IWsReceiver.OnClosed"/> returned and the stream is disposed. Never faults and is never cancelled.
    /// </summary>
    public Task<WsClosed> Completion => _completion.Task;

    /// <summary>Whether sends are refused: this side or the peer has begun to close, or the connection has ended; a snapshot.</summary>
    public bool IsClosing => _sender.IsRefusing;

    /// <summary>Bytes of frames accepted and not yet handed to the stream; a snapshot.</summary>
    public int PendingBytes => _sender.PendingBytes;

    /// <summary>Bytes of frames above which nothing more is accepted: <see cref="WsConnectionOptions.SendHardLimit"/>.</summary>
    public int SendHardLimit => _options.SendHardLimit;

    /// <summary>Whether the send buffer is below <see cref="WsConnectionOptions.SendHighWaterMark"/>; a snapshot.</summary>
    public bool HasRoom => _sender.PendingBytes < _options.SendHighWaterMark;

    /// <summary>
    /// What the last answered ping took to the peer and back, from the beginning of its write to the reading of its pong; null before the first. Fresh to within
    /// <see cref="WsConnectionOptions.PingInterval"/>, as long as the receiver does not hold up reading.
    /// </summary>
    public TimeSpan? PingRoundTrip => _roundTrips.Last;

    /// <summary>Starts to read and to watch the peer. Returns at once; the receiver is called on a thread of the pool.</summary>
    /// <param name="receiver">Takes the messages.</param>
    /// <exception cref="ArgumentNullException"><paramref name="receiver"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The connection was started before, or closed before it was started.</exception>
    public void Start(IWsReceiver receiver)
    {
        ArgumentNullException.ThrowIfNull(receiver);
        if (!TryStart(receiver))
            throw new InvalidOperationException("The connection was started before, or closed before it was started. Start each connection once.");
    }

    /// <summary>As <see cref="Start"/>; but where the connection was closed before, the receiver is told of the end alone, before <see cref="Completion"/> or at once.</summary>
    internal void StartOrEnd(IWsReceiver receiver)
    {
        if (!TryStart(receiver) && Interlocked.CompareExchange(ref _lateReceiver, receiver, null) is not null)
            receiver.OnClosed(Record.ToClosed());
    }

    /// <summary>Ends the connection at once: no close frame, nothing flushed. Returns before the end; await <see cref="Completion"/> for it.</summary>
    /// <param name="reason">What happened; becomes <see cref="WsClosed.Reason"/>.</param>
    /// <param name="exception">What caused it, if something did.</param>
    /// <remarks>Has no effect once the connection ended.</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="reason"/> is null.</exception>
    public void Abort(string reason, Exception? exception = null)
    {
        ArgumentNullException.ThrowIfNull(reason);
        if (Completion.IsCompleted)
            return;

        Record.Broke(reason, exception, byPeer: false);
        _sender.Refuse(Record.ToClosed());
        TearDown();
    }

    /// <summary>
    /// Closes with <see cref="WsCloseCode.Normal"/> when still open and waits for the end: for the peer's answer one second at most,
    /// or <see cref="WsConnectionOptions.CloseTimeout"/> where that is shorter. May be called repeatedly.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        _watchdog.CloseWithin(TimeSpan.FromSeconds(Math.Min(1, _options.CloseTimeout.TotalSeconds)));
        BeginClose(WsCloseCode.Normal, "", afterWaiting: true);
        await Completion.ConfigureAwait(false);
    }

    private CloseRecord Record => _record ?? Interlocked.CompareExchange(ref _record, new CloseRecord(), null) ?? _record;

    private static (MessageDeflater? Deflater, MessageInflater? Inflater) CreateCompression(
        WsRole role, WsCompressionAgreement? agreed, WsConnectionOptions options)
    {
        if (agreed is null)
            return default;

        WsRole peer = role == WsRole.Client ? WsRole.Server : WsRole.Client;
        var deflater = new MessageDeflater(agreed.KeepsContext(role), options.Compression ?? new WsCompressionOptions(), options.BufferPool);
        return (deflater, new MessageInflater(agreed.KeepsContext(peer)));
    }

    private bool TryStart(IWsReceiver receiver)
    {
        if (Interlocked.Exchange(ref _started, 1) != 0)
            return false;

        TransportMetrics.Opened(Role);
        _watchdog.Start();
        // Not on the caller's thread: it may hold a lock, and the first bytes may be there already.
        ThreadPool.UnsafeQueueUserWorkItem(static start => _ = start.Connection.RunAsync(start.Receiver), (Connection: this, Receiver: receiver), preferLocal: false);
        return true;
    }

    /// <summary>Makes pending reads and writes end. On a thread of its own: their continuations must not run inside the caller.</summary>
    private void TearDown()
    {
        _tornDown = true;
        TryStart(DiscardingReceiver.Instance);
        ThreadPool.UnsafeQueueUserWorkItem(static connection => connection.TearDownNow(), this, preferLocal: false);
    }

    private void TearDownNow()
    {
        try
        {
            _ended.Cancel();
            _stream.Dispose();
        }
#pragma warning disable CA1031 // a stream may throw anything when disposed in use; it is gone either way
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogDisposeFailed(exception);
        }
    }
}

using System.ComponentModel;
using Microsoft.Extensions.Logging;
using TypedWs.CompilerServices;
using TypedWs.Interception;
using TypedWs.Peers;
using TypedWs.Transport;

namespace TypedWs;

/// <summary>
/// A connection to a server, which comes back by itself when it is lost. The generated client of a protocol derives from it and adds the protocol's typed sends and handlers. Thread-safe.
/// </summary>
/// <remarks>
/// <para>Handlers are registered before <see cref="ConnectAsync"/>: what arrives without one is lost, and a request is answered with −32601.</para>
/// <para>
/// Each connection is a conversation of its own. When one ends, its open requests fail with <see cref="RequestLostException"/>; the server knows nothing of what
/// was joined before, which is what <see cref="Connected"/> is for.
/// </para>
/// <para>
/// What is sent while there is no connection waits for the next, in order: one-way messages within <see cref="TypedWsClientOptions.SendBufferSize"/>, also before
/// the first <see cref="ConnectAsync"/>, and requests for <see cref="Peers.PeerOptions.RequestTimeout"/> at most, once a connection was asked for. It leaves when
/// <see cref="Connected"/> is done. When no connection will come, because the client was closed or has given up, sends fail with a <see cref="WsException"/>. A message
/// that a connection has taken is not sent again on the next.
/// </para>
/// </remarks>
public abstract partial class TypedWsClient : IAsyncDisposable
{
    private readonly TypedWsClientOptions _options;
    private readonly ILogger _logger;
    private readonly WsReconnectLoop _loop;

    private readonly Outbox? _outbox; // Null where nothing is to wait.

    private volatile Conversation? _conversation; // Written by the loop's run; kept after its end, for its Completion.

    /// <summary>For generated code.</summary>
    /// <param name="options">What to connect to.</param>
    /// <param name="protocol">The protocol.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected TypedWsClient(TypedWsClientOptions options, ProtocolDescriptor protocol)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfNegative(options.SendBufferSize);
        _options = options;
        Protocol = protocol;
        _interceptors = InterceptorChain.Of(options.ConversationInForce.AddedInterceptors);
        _logger = options.LoggerFactory.CreateLogger(GetType());
        _outbox = options.SendBufferSize > 0 ? new Outbox(options) : null;
        _loop = new WsReconnectLoop(options.Reconnect, options.ConnectionInForce.TimeProvider, new Target(this));
    }

    /// <summary>The protocol that this client speaks.</summary>
    public ProtocolDescriptor Protocol { get; }

    /// <summary>
    /// Runs on each new connection before anything that arrives on it is handled, and before anything else is sent: the place to join again what the conversation
    /// before had joined. What it sends itself leaves at once, and its own requests are answered. <see cref="ConnectAsync"/> does not wait for it. When it fails, the
    /// connection closes with 1011. Set it before connecting. Default null.
    /// </summary>
    public Func<CancellationToken, ValueTask>? Connected { get; set; }

    /// <summary>
    /// Told that a connection ended, before the next attempt. Requests that it left open have failed with <see cref="RequestLostException"/> by then. It must
    /// not block; what it throws is logged. Set it before connecting. Default null.
    /// </summary>
    public Action<WsClosed>? Disconnected { get; set; }

    /// <summary>Told of each further attempt, before it is waited for. It must not block; what it throws is logged. Set it before connecting. Default null.</summary>
    public Action<WsReconnectAttempt>? Reconnecting { get; set; }

    /// <summary>Where the client is in its life; a snapshot.</summary>
    public TypedWsClientState State => _loop.State switch
    {
        WsClientState.Connecting => TypedWsClientState.Connecting,
        WsClientState.Waiting => TypedWsClientState.Reconnecting,
        WsClientState.Disposed => TypedWsClientState.Disposed,
        WsClientState.Open or WsClientState.Closing when _conversation is { Peer.HasEnded: false } => TypedWsClientState.Connected,
        _ => TypedWsClientState.Disconnected,
    };

    /// <summary>The server's answer to the handshake: status, headers, subprotocol. Null before the first connection.</summary>
    public WsHandshakeResult? Handshake => _conversation?.Handshake;

    /// <summary>
    /// How the current connection ended, or the last one. Completes after every handler has returned; never fails.
    /// </summary>
    /// <exception cref="InvalidOperationException">The client has never been connected.</exception>
    public Task<WsClosed> Completion => Current.Peer.Completion;

    /// <summary>
    /// Connects. May be called again after the connection has ended; while an attempt is waited for, it begins at once. Whether the first attempt is
    /// repeated says <see cref="WsReconnectOptions.RetryFirstConnect"/> of <see cref="TypedWsClientOptions.Reconnect"/>.
    /// </summary>
    /// <param name="cancellationToken">Gives up: no attempt follows.</param>
    /// <returns>A task that is complete when messages can be sent.</returns>
    /// <exception cref="WsHandshakeException">The server cannot be reached, refuses, or does not speak this client's format.</exception>
    /// <exception cref="InvalidOperationException">The client is connected or connecting already.</exception>
    /// <exception cref="ObjectDisposedException">The client is disposed.</exception>
    public Task ConnectAsync(CancellationToken cancellationToken = default)
    {
        BeginSends(cancellationToken);
        return _loop.ConnectAsync(cancellationToken);
    }

    /// <summary>Connects after a time, by hand: closes a connection that is open, and takes the place of an attempt that is waited for or under way.</summary>
    /// <param name="delay">Time until the attempt.</param>
    /// <param name="cancellationToken">Gives up: no attempt follows.</param>
    /// <returns>A task that is complete when messages can be sent. It need not be awaited.</returns>
    /// <exception cref="WsException">The last attempt's error, where none follows.</exception>
    /// <exception cref="ObjectDisposedException">The client is disposed, or gets so; in the task.</exception>
    public Task ReconnectAsync(TimeSpan delay, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(delay, TimeSpan.Zero);
        BeginSends(cancellationToken);
        return _loop.ReconnectAsync(delay, cancellationToken);
    }

    /// <summary>Calls off the attempt that is waited for or under way, and all that would follow. A connection that is open stays open.</summary>
    public void CancelReconnect() => _loop.CancelReconnect();

    /// <summary>The last measured round trip of a ping on the current connection, or the last one; null before the first.</summary>
    public TimeSpan? PingRoundTrip => _conversation?.Peer.PingRoundTrip;

    /// <inheritdoc cref="WsConnection.PingAsync"/>
    /// <exception cref="InvalidOperationException">The client has never been connected.</exception>
    public Task<TimeSpan> PingAsync(CancellationToken cancellationToken = default) => Current.Peer.PingAsync(cancellationToken);

    /// <summary>Flushes what was sent, then closes with the closing handshake; no attempt to connect follows.</summary>
    /// <param name="code">The close code.</param>
    /// <param name="reason">The close reason; at most 123 bytes of UTF-8.</param>
    /// <param name="cancellationToken">Aborts the connection instead of waiting on.</param>
    /// <returns>A task that is complete when the connection has ended.</returns>
    /// <exception cref="ArgumentException">The code or the reason must not be sent.</exception>
    public async Task CloseAsync(WsCloseCode code = WsCloseCode.Normal, string? reason = null, CancellationToken cancellationToken = default)
    {
        await DrainAsync(cancellationToken).ConfigureAwait(false);
        // First, because it may refuse the code or the reason, and because the conversation has calls of its own to end.
        Task? ended = _conversation?.Peer.CloseAsync(code, reason, cancellationToken);
        _ = _loop.Stop();
        RefuseSends(null);
        if (ended is not null)
            await ended.ConfigureAwait(false);

        // Also a connection that opened just now.
        await _loop.CloseAsync(code, reason, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Ends the connection at once, without the closing handshake; no attempt to connect follows.</summary>
    /// <param name="reason">Why; it becomes the reason of <see cref="Completion"/>.</param>
    public void Abort(string reason = "aborted by the application")
    {
        _loop.Abort(reason);
        RefuseSends(null);
    }

    /// <summary>Closes, and gives up a handshake that is under way. The client cannot be used again.</summary>
    /// <returns>A task that is complete when the connection has ended.</returns>
    public async ValueTask DisposeAsync()
    {
        _ = _loop.Stop(forGood: true);
        await CloseAsync().ConfigureAwait(false);
        await _loop.DisposeAsync().ConfigureAwait(false);
        GC.SuppressFinalize(this);
    }

    /// <summary>For generated code: what this client handles.</summary>
    /// <returns>The binding.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected abstract MethodBinding CreateBinding();

    private Conversation Current
        => _conversation ?? throw new InvalidOperationException($"{GetType().Name} is not connected: await ConnectAsync first.");

    /// <summary>A conversation, and the handshake of the connection that it runs on.</summary>
    private sealed record Conversation(Peer Peer, WsHandshakeResult Handshake);
}

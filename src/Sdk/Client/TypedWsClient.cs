using System.ComponentModel;
using Microsoft.Extensions.Logging;
using TypedWs.CompilerServices;
using TypedWs.Peers;
using TypedWs.Transport;

namespace TypedWs;

/// <summary>
/// A connection to a server. The generated client of a protocol derives from it and adds the protocol's typed sends and handlers. Thread-safe.
/// </summary>
/// <remarks>Handlers are registered before <see cref="ConnectAsync"/>: what arrives without one is lost, and a request is answered with −32601.</remarks>
public abstract class TypedWsClient : IAsyncDisposable
{
    private readonly TypedWsClientOptions _options;
    private readonly ILogger _logger;
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _disposing = new();

    private TypedWsClientState _state; // Guarded by _gate.
    private volatile Conversation? _conversation; // Written under _gate; kept after its end, for its Completion.

    /// <summary>For generated code.</summary>
    /// <param name="options">What to connect to.</param>
    /// <param name="protocol">The protocol.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected TypedWsClient(TypedWsClientOptions options, ProtocolDescriptor protocol)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        Protocol = protocol;
        _logger = options.LoggerFactory.CreateLogger(GetType());
    }

    /// <summary>The protocol that this client speaks.</summary>
    public ProtocolDescriptor Protocol { get; }

    /// <summary>Where the client is in its life.</summary>
    public TypedWsClientState State
    {
        get
        {
            lock (_gate)
                return CurrentState;
        }
    }

    /// <summary>The server's answer to the handshake: status, headers, subprotocol. Null before the first connection.</summary>
    public WsHandshakeResult? Handshake => _conversation?.Handshake;

    /// <summary>
    /// How the current connection ended, or the last one. Completes after every handler has returned; never fails.
    /// </summary>
    /// <exception cref="InvalidOperationException">The client has never been connected.</exception>
    public Task<WsClosed> Completion => Current.Peer.Completion;

    /// <summary>Connects. May be called again after the connection has ended.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>A task that is complete when messages can be sent.</returns>
    /// <exception cref="WsHandshakeException">The server cannot be reached, refuses, or does not speak this client's format.</exception>
    /// <exception cref="InvalidOperationException">The client is connected or connecting already.</exception>
    /// <exception cref="ObjectDisposedException">The client is disposed.</exception>
    public async Task ConnectAsync(CancellationToken cancellationToken = default)
    {
        Enter();
        try
        {
            // First: options that are refused are refused before anybody is called.
            var peer = new Peer(_options.Conversation, _options.Format, [CreateBinding()], _options.LoggerFactory.CreateLogger<Peer>());
            WsHandshakeResult handshake = await HandshakeAsync(cancellationToken).ConfigureAwait(false);
            await StartAsync(peer, handshake).ConfigureAwait(false);
            ClientLog.WarnOnOtherFingerprint(_logger, Protocol, handshake);
        }
        catch
        {
            Leave();
            throw;
        }
    }

    /// <summary>Waits until everything that was sent has been handed to the connection's stream.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task.</returns>
    /// <exception cref="InvalidOperationException">The client has never been connected.</exception>
    public ValueTask FlushAsync(CancellationToken cancellationToken = default) => Current.Peer.FlushAsync(cancellationToken);

    /// <summary>Flushes what was sent, then closes with the closing handshake. Does nothing where the client is not connected.</summary>
    /// <param name="code">The close code.</param>
    /// <param name="reason">The close reason; at most 123 bytes of UTF-8.</param>
    /// <param name="cancellationToken">Aborts the connection instead of waiting on.</param>
    /// <returns>A task that is complete when the connection has ended.</returns>
    public async Task CloseAsync(WsCloseCode code = WsCloseCode.Normal, string? reason = null, CancellationToken cancellationToken = default)
    {
        if (StartedConversation is { } conversation)
            await conversation.Peer.CloseAsync(code, reason, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Ends the connection at once, without the closing handshake. Does nothing where the client is not connected.</summary>
    /// <param name="reason">Why; it becomes the reason of <see cref="Completion"/>.</param>
    public void Abort(string reason = "aborted by the application") => StartedConversation?.Peer.Abort(reason);

    /// <summary>Closes, and gives up a handshake that is under way. The client cannot be used again.</summary>
    /// <returns>A task that is complete when the connection has ended.</returns>
    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            _state = TypedWsClientState.Disposed;
        }

        await _disposing.CancelAsync().ConfigureAwait(false);
        await CloseAsync().ConfigureAwait(false);
        GC.SuppressFinalize(this);
    }

    /// <summary>For generated code: sends a one-way message.</summary>
    /// <typeparam name="T">The message.</typeparam>
    /// <param name="method">Its descriptor.</param>
    /// <param name="message">The message.</param>
    /// <param name="cancellationToken">Ends the wait for room in the send buffer.</param>
    /// <returns>A task that is complete once the message is in the send buffer.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected ValueTask SendAsync<T>(OneWayMethod<T> method, T message, CancellationToken cancellationToken)
        => Current.Peer.SendAsync(method, message, cancellationToken);

    /// <summary>For generated code: sends a request and waits for its reply.</summary>
    /// <typeparam name="T">The request.</typeparam>
    /// <typeparam name="TReply">Its reply.</typeparam>
    /// <param name="method">Its descriptor.</param>
    /// <param name="message">The request.</param>
    /// <param name="cancellationToken">Cancels the request on both sides.</param>
    /// <returns>The reply.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected ValueTask<TReply> RequestAsync<T, TReply>(RequestMethod<T, TReply> method, T message, CancellationToken cancellationToken)
        => Current.Peer.RequestAsync(method, message, cancellationToken);

    /// <summary>For generated code: sends a request and waits for its acknowledgement.</summary>
    /// <typeparam name="T">The request.</typeparam>
    /// <param name="method">Its descriptor.</param>
    /// <param name="message">The request.</param>
    /// <param name="cancellationToken">Cancels the request on both sides.</param>
    /// <returns>A task that is complete once the other side's handler is done.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected ValueTask RequestAsync<T>(RequestMethod<T, Acknowledgement> method, T message, CancellationToken cancellationToken)
        => Current.Peer.RequestAsync(method, message, cancellationToken);

    /// <summary>For generated code: what this client handles.</summary>
    /// <returns>The binding.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected abstract MethodBinding CreateBinding();

    /// <summary>Guarded by <see cref="_gate"/>. A connection that has ended leaves its client disconnected by itself.</summary>
    private TypedWsClientState CurrentState
        => _state == TypedWsClientState.Connected && _conversation!.Peer.HasEnded ? TypedWsClientState.Disconnected : _state;

    /// <summary>The conversation, once it has a connection that can be closed: both are published under the lock.</summary>
    private Conversation? StartedConversation
    {
        get
        {
            lock (_gate)
                return _conversation;
        }
    }

    private Conversation Current
        => _conversation ?? throw new InvalidOperationException($"{GetType().Name} is not connected: await ConnectAsync first.");

    private void Enter()
    {
        lock (_gate)
        {
            TypedWsClientState state = CurrentState;
            ObjectDisposedException.ThrowIf(state == TypedWsClientState.Disposed, this);
            if (state != TypedWsClientState.Disconnected)
            {
                throw new InvalidOperationException(
                    $"{GetType().Name} is {(state == TypedWsClientState.Connected ? "connected" : "connecting")} already. Await CloseAsync before connecting again, or use another client.");
            }

            _state = TypedWsClientState.Connecting;
        }
    }

    private void Leave()
    {
        lock (_gate)
        {
            if (_state == TypedWsClientState.Connecting)
                _state = TypedWsClientState.Disconnected;
        }
    }

    private async ValueTask<WsHandshakeResult> HandshakeAsync(CancellationToken cancellationToken)
    {
        var handshake = new WsHandshakeOptions
        {
            Uri = _options.Uri,
            ConnectTimeout = _options.ConnectTimeout,
            ConfigureHandler = _options.ConfigureHandler,
            Connector = _options.Connector,
        };
        foreach ((string name, string value) in _options.Headers)
            handshake.Headers[name] = value;
        handshake.Headers[ContractHeader.Name] = ContractHeader.Format(Protocol);
        handshake.Subprotocols.Add(Subprotocols.Of(_options.Format));

        WsHandshakeResult result = await ShakeHandsAsync(handshake, cancellationToken).ConfigureAwait(false);
        if (result.Subprotocol is null && _options.Format == WireFormat.MessagePack)
        {
            await result.Stream.DisposeAsync().ConfigureAwait(false);
            throw new WsHandshakeException(
                $"The server did not select the subprotocol {Subprotocols.MessagePack}: it does not speak MessagePack-RPC. Use WireFormat.Json for a plain JSON-RPC 2.0 server.");
        }

        return result;
    }

    /// <summary>Gives up when the client is disposed, too.</summary>
    private async ValueTask<WsHandshakeResult> ShakeHandsAsync(WsHandshakeOptions handshake, CancellationToken cancellationToken)
    {
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _disposing.Token);
        try
        {
            return await WsClientHandshake.ConnectAsync(handshake, linked.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (linked.IsCancellationRequested)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new ObjectDisposedException(GetType().FullName, "The client was disposed while it connected.");
        }
    }

    private async ValueTask StartAsync(Peer peer, WsHandshakeResult handshake)
    {
        WsConnection connection;
        try
        {
            connection = new WsConnection(handshake.Stream, WsRole.Client, _options.Connection, _options.LoggerFactory.CreateLogger<WsConnection>());
        }
        catch
        {
            await handshake.Stream.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        lock (_gate)
        {
            if (_state != TypedWsClientState.Disposed)
            {
                // In this order: a message that arrives at once finds the conversation in place.
                _conversation = new Conversation(peer, handshake);
                _state = TypedWsClientState.Connected;
                peer.Attach(connection);
                return;
            }
        }

        await connection.DisposeAsync().ConfigureAwait(false);
        throw new ObjectDisposedException(GetType().FullName, "The client was disposed while it connected.");
    }

    /// <summary>A conversation, and the handshake of the connection that it runs on.</summary>
    private sealed record Conversation(Peer Peer, WsHandshakeResult Handshake);
}

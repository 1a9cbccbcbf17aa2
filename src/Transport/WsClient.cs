namespace TypedWs.Transport;

/// <summary>
/// A WebSocket client that stays connected: it connects, tells its <see cref="IWsClientHandler"/> what happens, keeps messages while there is no
/// connection, and comes back by its <see cref="WsReconnectPolicy"/>.
/// </summary>
/// <remarks>
/// <para>Owns its connections. All members may be called from any thread, also at the same time, and inside the handler.</para>
/// <para>
/// Messages leave in the order in which their sends were called, text and binary alike. Those sent while there is no connection wait, within
/// <see cref="WsClientOptions.SendBufferSize"/>, also before the first <see cref="ConnectAsync"/>. A message that a connection has taken is not sent again on the next
/// one: whether it arrived is for the application's own answers to tell.
/// </para>
/// </remarks>
public sealed partial class WsClient : IAsyncDisposable
{
    private readonly WsClientOptions _options;
    private readonly IWsClientHandler _handler;
    private readonly SendBuffer _buffer;
    private readonly WsReconnectLoop _loop;

    private volatile WsConnection? _connection; // The open one. Written by the loop's run, and by the connection's end.

    /// <summary>Makes a client, which <see cref="ConnectAsync"/> connects.</summary>
    /// <param name="options">Where to, and how.</param>
    /// <param name="handler">Takes the messages.</param>
    /// <exception cref="ArgumentException">An option is missing or out of its range; the message names it.</exception>
    public WsClient(WsClientOptions options, IWsClientHandler handler)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(handler);
        options.Validate();
        _options = options;

        // Said once, for the connection, is enough.
        options.Handshake.Compression ??= options.Connection.Compression;
        _handler = handler;
        _logger = options.Logger;
        var target = new Target(this);
        _buffer = new SendBuffer(options, target);
        _loop = new WsReconnectLoop(options.Reconnect, options.Connection.TimeProvider, target);
    }

    /// <summary>Where the client is in its life; a snapshot.</summary>
    public WsClientState State => _loop.State;

    /// <summary>Bytes of messages that no connection has taken yet; a snapshot.</summary>
    public int PendingBytes => _buffer.PendingBytes;

    /// <summary>Messages that <see cref="WsClientOptions.SendBufferPolicy"/> has dropped so far.</summary>
    public long DroppedMessages => _buffer.Dropped;

    /// <summary>The last measured round trip of a ping on the connection that is open; null before the first, and while none is open.</summary>
    public TimeSpan? PingRoundTrip => _connection?.PingRoundTrip;

    /// <summary>Connects, with further attempts as <see cref="WsClientOptions.Reconnect"/> says. While an attempt is waited for, it begins at once.</summary>
    /// <param name="cancellationToken">Gives up: no attempt follows.</param>
    /// <returns>Complete when a connection is open.</returns>
    /// <exception cref="WsException">The last attempt's error, where none follows; a <see cref="WsHandshakeException"/> has the server's answer.</exception>
    /// <exception cref="ArgumentException">The address or a header must not be sent; the message names it.</exception>
    /// <exception cref="InvalidOperationException">A connection is open or being made already.</exception>
    /// <exception cref="ObjectDisposedException">The client is disposed.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled, or the attempts were (<see cref="CancelReconnect"/>, <see cref="CloseAsync"/>).</exception>
    public Task ConnectAsync(CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(State == WsClientState.Disposed, this);
        if (!cancellationToken.IsCancellationRequested)
            _buffer.Accept();
        return _loop.ConnectAsync(cancellationToken);
    }

    /// <summary>Connects after a time, by hand: closes a connection that is open, and takes the place of an attempt that is waited for or under way.</summary>
    /// <param name="delay">Time until the attempt, from the end of an open connection on.</param>
    /// <param name="cancellationToken">Gives up: no attempt follows.</param>
    /// <returns>Complete when the new connection is open. It need not be awaited.</returns>
    /// <exception cref="WsException">The last attempt's error, where none follows.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative.</exception>
    /// <exception cref="ObjectDisposedException">The client is disposed, or gets so; in the task.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled, or the attempts were.</exception>
    public Task ReconnectAsync(TimeSpan delay, CancellationToken cancellationToken = default)
    {
        if (State != WsClientState.Disposed && !cancellationToken.IsCancellationRequested)
            _buffer.Accept();
        return _loop.ReconnectAsync(delay, cancellationToken);
    }

    /// <summary>Calls off the attempt that is waited for or under way, and all that would follow. A connection that is open stays open.</summary>
    public void CancelReconnect() => _loop.CancelReconnect();

    /// <summary>Sends a message, or keeps it until there is a connection.</summary>
    /// <param name="type">Text or binary.</param>
    /// <param name="payload">The message; not needed any more when the returned task is complete. Text must be valid UTF-8: it is not checked here.</param>
    /// <param name="delivery">Whether the message may be dropped where there is no room for it. Default not.</param>
    /// <param name="cancellationToken">Cancels waiting for room only; an accepted message is sent whole.</param>
    /// <returns>Complete when the message is accepted, or dropped. Await <see cref="FlushAsync"/> to know it handed to the stream.</returns>
    /// <exception cref="WsException">The client closes, or has given up connecting.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled before the message was accepted.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="type"/> is neither text nor binary.</exception>
    public ValueTask SendAsync(
        WsMessageType type, ReadOnlyMemory<byte> payload, WsDelivery delivery = WsDelivery.Keep, CancellationToken cancellationToken = default)
        => _buffer.SendAsync(type, payload, delivery, cancellationToken);

    /// <summary>Sends a message, or keeps it until there is a connection; never waits.</summary>
    /// <param name="type">Text or binary.</param>
    /// <param name="payload">The message; not needed any more when the method returns.</param>
    /// <returns>False, with nothing sent, where there is no room, or the client closes or has given up connecting.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="type"/> is neither text nor binary.</exception>
    public bool TrySend(WsMessageType type, ReadOnlyMemory<byte> payload) => _buffer.TrySend(type, payload);

    /// <inheritdoc cref="WsConnection.PingAsync"/>
    /// <exception cref="WsException">No connection is open; a <see cref="WsClosedException"/> where it ended before the answer.</exception>
    public Task<TimeSpan> PingAsync(CancellationToken cancellationToken = default)
        => _connection?.PingAsync(cancellationToken)
            ?? Task.FromException<TimeSpan>(new WsException($"No ping was sent: no connection is open, the client is {State}. Await ConnectAsync, or OnOpened."));

    /// <summary>Waits until everything accepted before the call has been handed to a connection's stream.</summary>
    /// <param name="cancellationToken">Cancels the waiting, not the write.</param>
    /// <exception cref="WsException">The connection ended first, or none will come.</exception>
    public ValueTask FlushAsync(CancellationToken cancellationToken = default) => _buffer.FlushAsync(cancellationToken);

    /// <summary>Sends what was accepted if a connection is open, closes it with the closing handshake, and connects no more until asked to.</summary>
    /// <param name="code">The close code.</param>
    /// <param name="reason">The close reason; at most 123 bytes of UTF-8.</param>
    /// <param name="cancellationToken">Ends the connection at once.</param>
    /// <returns>Complete when the connection has ended.</returns>
    /// <exception cref="ArgumentException">The code or the reason must not be sent (RFC 6455, section 7.4).</exception>
    public async Task CloseAsync(WsCloseCode code = WsCloseCode.Normal, string? reason = null, CancellationToken cancellationToken = default)
    {
        WsConnection.CheckClose(code, reason ?? "");
        WsException refusal = Refusal(null);
        _buffer.RefuseNew(refusal);
        _ = _loop.Stop();
        try
        {
            await _buffer.DrainAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            _loop.Abort("closing was cancelled");
        }

        await _loop.CloseAsync(code, reason, cancellationToken).ConfigureAwait(false);
        _buffer.RefuseRest(refusal);
    }

    /// <summary>Ends everything at once: no close frame, nothing flushed, no attempt follows. Returns before the end.</summary>
    /// <param name="reason">What happened; becomes <see cref="WsClosed.Reason"/>.</param>
    public void Abort(string reason = "aborted by the application")
    {
        ArgumentNullException.ThrowIfNull(reason);
        WsException refusal = Refusal(null);
        _buffer.RefuseNew(refusal);
        _loop.Abort(reason);
        _ = RefuseAfterAsync(_loop.Stop(), refusal);
    }

    /// <summary>
    /// Closes the connection, if there is one, within a second at most, and ends everything. Messages that no connection has taken are lost: await
    /// <see cref="CloseAsync"/> before. May be called repeatedly, at any moment.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        WsException refusal = Refusal(null);
        _buffer.RefuseNew(refusal);
        await _loop.DisposeAsync().ConfigureAwait(false);
        _buffer.Refuse(refusal);
    }

    private async Task RefuseAfterAsync(Task stopped, WsException refusal)
    {
        await stopped.ConfigureAwait(false);
        _buffer.RefuseRest(refusal);
    }

    private static WsException Refusal(Exception? cause)
        => new(cause is null
            ? "The message was not sent: the client is closed. Call ConnectAsync to send again."
            : $"The message was not sent: the client has given up connecting. {cause.Message} Call ConnectAsync to try again.", cause);
}

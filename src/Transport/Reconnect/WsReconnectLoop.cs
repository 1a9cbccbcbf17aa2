using System.Diagnostics.CodeAnalysis;

namespace TypedWs.Transport;

/// <summary>
/// Keeps a connection open by a policy: makes it, waits for its end, waits, makes the next. <see cref="WsClient"/> stands on it,
/// and clients of another kind can. Owns the connections that its target opens. Any thread may call it.
/// </summary>
/// <remarks>
/// One run, a task of its own, does everything in turn; the members only leave it a word and wake it. Every step of it ends: a wait is cancelled, a
/// handshake has a time-out, a connection has its close deadline.
/// </remarks>
[SuppressMessage("Design", "CA1001", Justification = "A step's token source has neither timer nor link and is left to the collector: a late cancel may still meet it.")]
public sealed partial class WsReconnectLoop : IAsyncDisposable
{
    private readonly WsReconnectOptions _options;
    private readonly TimeProvider _time;
    private readonly IWsReconnectTarget _target;
    private readonly Lock _gate = new();

    // All guarded by _gate, which is never held while foreign code runs.
    private WsClientState _state;
    private Task _run = Task.CompletedTask; // Never faults.
    private bool _running;
    private bool _stopping;
    private bool _disposed;
    private TimeSpan? _requested; // An attempt by hand that the run has yet to begin.
    private WsConnection? _connection;
    private CancellationTokenSource? _step; // Ends the wait or the handshake that is under way.
    private TaskCompletionSource? _opened; // Somebody waits for the next connection.
    private TaskCompletionSource? _stopped; // Somebody waits for the end of the run.

    /// <summary>Makes a loop that does nothing yet.</summary>
    /// <param name="options">When to try again.</param>
    /// <param name="timeProvider">The clock of delays.</param>
    /// <param name="target">What is opened, and told.</param>
    /// <exception cref="ArgumentException">An option is missing or out of its range.</exception>
    public WsReconnectLoop(WsReconnectOptions options, TimeProvider timeProvider, IWsReconnectTarget target)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(timeProvider);
        ArgumentNullException.ThrowIfNull(target);
        options.Validate();
        _options = options;
        _time = timeProvider;
        _target = target;
    }

    /// <summary>Where the loop is; a snapshot.</summary>
    public WsClientState State
    {
        get
        {
            lock (_gate)
            {
                if (_disposed)
                    return WsClientState.Disposed;
                bool closing = _running && (_stopping || (_state == WsClientState.Open && !IsOpen));
                return closing ? WsClientState.Closing : _state;
            }
        }
    }

    /// <summary>Connects, with further attempts as the options say. While an attempt is waited for, it begins at once.</summary>
    /// <param name="cancellationToken">Gives up: no attempt follows.</param>
    /// <returns>Complete when a connection is open.</returns>
    /// <exception cref="WsException">The last attempt's error, where none follows.</exception>
    /// <exception cref="InvalidOperationException">A connection is open or being made already.</exception>
    /// <exception cref="ObjectDisposedException">The loop is disposed.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled, or the attempts were (<see cref="CancelReconnect"/>, <see cref="CloseAsync"/>).</exception>
    public Task ConnectAsync(CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested)
            return Task.FromCanceled(cancellationToken);
        TaskCompletionSource opened;
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            bool busy = IsOpen || _state == WsClientState.Connecting;
            if (_running && !_stopping && busy)
                throw new InvalidOperationException("The client is connected or connecting already. Await CloseAsync before connecting again, or use ReconnectAsync.");
            opened = Request(TimeSpan.Zero);
        }

        return WaitForOpenAsync(opened, cancellationToken);
    }

    /// <summary>Connects after a time, by hand: closes a connection that is open, and takes the place of an attempt that is waited for or under way.</summary>
    /// <param name="delay">Time until the attempt, from the end of an open connection on.</param>
    /// <param name="cancellationToken">Gives up: no attempt follows.</param>
    /// <returns>Complete when the new connection is open. It need not be awaited.</returns>
    /// <exception cref="WsException">The last attempt's error, where none follows.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative.</exception>
    /// <exception cref="ObjectDisposedException">The loop is disposed, or gets so; in the task.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled, or the attempts were.</exception>
    public Task ReconnectAsync(TimeSpan delay, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(delay, TimeSpan.Zero);
        if (cancellationToken.IsCancellationRequested)
            return Task.FromCanceled(cancellationToken);
        TaskCompletionSource opened;
        WsConnection? open;
        lock (_gate)
        {
            // In the task, not thrown here: the end of a disposed client's connection is where handlers ask for the next one.
            if (_disposed)
                return Observed(Task.FromException(new ObjectDisposedException(GetType().FullName)));
            open = _connection;
            opened = Request(delay);
        }

        // Never faults, and ends by its own deadline; the run goes on when it has.
        _ = open?.CloseAsync(WsCloseCode.Normal, "reconnecting", CancellationToken.None);
        return Observed(WaitForOpenAsync(opened, cancellationToken));
    }

    /// <summary>Calls off the attempt that is waited for or under way, and all that would follow. A connection that is open stays open.</summary>
    public void CancelReconnect()
    {
        lock (_gate)
        {
            if (!IsOpen)
                StopRun();
        }
    }

    /// <summary>Closes the connection, if there is one, with the closing handshake; no attempt follows.</summary>
    /// <param name="code">The close code.</param>
    /// <param name="reason">The close reason; at most 123 bytes of UTF-8.</param>
    /// <param name="cancellationToken">Ends the connection at once.</param>
    /// <returns>Complete when the connection has ended.</returns>
    /// <exception cref="ArgumentException">The code or the reason must not be sent.</exception>
    public async Task CloseAsync(WsCloseCode code = WsCloseCode.Normal, string? reason = null, CancellationToken cancellationToken = default)
    {
        WsConnection.CheckClose(code, reason ?? "");
        (WsConnection? open, Task stopped) = BeginStop();
        if (open is not null)
            await open.CloseAsync(code, reason, cancellationToken).ConfigureAwait(false);
        await stopped.ConfigureAwait(false);
    }

    /// <summary>Ends everything at once: no close frame, no attempt follows. Returns before the end.</summary>
    /// <param name="reason">What happened; becomes <see cref="WsClosed.Reason"/>.</param>
    public void Abort(string reason)
    {
        ArgumentNullException.ThrowIfNull(reason);
        BeginStop().Open?.Abort(reason);
    }

    /// <summary>Begins to end, and returns at once: no attempt follows. A connection that is open stays open.</summary>
    /// <param name="forGood">Whether nothing is to begin again: the loop counts as disposed.</param>
    /// <returns>Complete when the run has ended, which is after the end of a connection that is open.</returns>
    public Task Stop(bool forGood = false)
    {
        lock (_gate)
            _disposed |= forGood;
        return BeginStop().Stopped;
    }

    /// <summary>Closes as <see cref="WsConnection.DisposeAsync"/> does, and ends everything. May be called repeatedly.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_gate)
            _disposed = true;
        (WsConnection? open, Task stopped) = BeginStop();
        if (open is not null)
            await open.DisposeAsync().ConfigureAwait(false);
        await stopped.ConfigureAwait(false);
    }

    /// <summary>Guarded by <see cref="_gate"/>. A connection that ends is not open any more, though its turn goes on.</summary>
    private bool IsOpen => _connection is { IsClosing: false };

    private (WsConnection? Open, Task Stopped) BeginStop()
    {
        lock (_gate)
        {
            StopRun();
            // A run that is over may still have its end to tell.
            return (_connection, _running ? (_stopped ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task : _run);
        }
    }
}

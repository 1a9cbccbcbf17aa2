using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace TypedWs.Transport;

// The run: turns, each a wait, a handshake and the life of the connection that came of it.
public sealed partial class WsReconnectLoop
{
    /// <summary>Asks for a turn by hand. Called with <see cref="_gate"/> held.</summary>
    private TaskCompletionSource Request(TimeSpan delay)
    {
        _requested = delay;
        _stopping = false;
        // Who waited for the end waits for something that has been called off.
        _stopped?.TrySetResult();
        _stopped = null;
        _opened ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (_running)
        {
            Wake();
        }
        else
        {
            _running = true;
            _state = WsClientState.Connecting;
            // Behind the run before it, which may have its end still to tell.
            Task previous = _run;
            _run = RunAsync(previous);
        }

        return _opened;
    }

    /// <summary>Lets no turn follow. Called with <see cref="_gate"/> held.</summary>
    private void StopRun()
    {
        if (!_running)
            return;
        _stopping = true;
        _requested = null;
        if (_opened is not null)
            Fail(_opened, _disposed ? new ObjectDisposedException(GetType().FullName) : new OperationCanceledException("The attempts to connect were called off."));
        _opened = null;
        Wake();
    }

    /// <summary>Ends the wait or the handshake. Called with <see cref="_gate"/> held: its callbacks run elsewhere.</summary>
    private void Wake() => _ = _step?.CancelAsync();

    /// <summary>Tells who waits for a connection that none comes.</summary>
    private static void Fail(TaskCompletionSource? opened, Exception error)
    {
        opened?.SetException(error);
        // Nobody has to look: a reconnection by hand need not be awaited.
        _ = opened?.Task.Exception;
    }

    private async Task WaitForOpenAsync(TaskCompletionSource opened, CancellationToken cancellationToken)
    {
        try
        {
            await opened.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested && !opened.Task.IsCompleted)
        {
            await GiveUpAsync(opened).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>The same task; its failure is never an unobserved one.</summary>
    private static Task Observed(Task task)
    {
        _ = task.ContinueWith(static failed => failed.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        return task;
    }

    private Task GiveUpAsync(TaskCompletionSource opened)
    {
        lock (_gate)
        {
            // Another request has taken the place of this one, or it was too late.
            if (_opened != opened)
                return Task.CompletedTask;
        }

        return Stop();
    }

    private async Task RunAsync(Task previous)
    {
        // On the thread pool from the beginning: whoever asks for the run holds the gate.
        await previous.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        var schedule = new ReconnectSchedule(_options, _time);
        WsException? error = null;
        Exception? end;
        Waiting waiting;
        try
        {
            while (TryNextTurn(schedule, error, out Turn? turn, out end, out waiting))
            {
                // In a method of its own: while its connection lives, nothing is kept of the turn.
                (WsConnection? open, error) = await BeginAsync(turn, schedule).ConfigureAwait(false);
                Activity.Current = null; // What asked for the first turn may end long before this run.
                if (open is null)
                    continue;

                WsClosed closed = await open.Completion.ConfigureAwait(false);
                schedule.Closed();
                error = WsClosedException.Ended(closed);
            }
        }
#pragma warning disable CA1031 // whatever it is, it ends the run and is told to whoever waits
        catch (Exception exception)
#pragma warning restore CA1031
        {
            end = exception;
            lock (_gate)
                waiting = End();
        }

        bool isSuperseded;
        lock (_gate)
            isSuperseded = _running;

        // Before whoever waits hears of it, and may ask for the next run; whose end is the one to tell if somebody already has.
        if (!isSuperseded)
            _target.OnEnded(end);
        Fail(waiting.ForOpen, end ?? new OperationCanceledException("The attempts to connect were called off."));
        waiting.ForStop?.TrySetResult();
    }

    /// <summary>Decides on the next turn. When there is none, the loop no longer runs, and <paramref name="end"/> says why; null when it was told to.</summary>
    private bool TryNextTurn(ReconnectSchedule schedule, WsException? error, [NotNullWhen(true)] out Turn? turn, out Exception? end, out Waiting waiting)
    {
        waiting = default;
        bool asks;
        lock (_gate)
        {
            _connection = null;
            asks = !_stopping && _requested is null && error is not null;
        }

        WsReconnectAttempt? attempt = asks ? schedule.Next(error!) : null;
        lock (_gate)
        {
            end = _stopping ? null : error;
            if (!_stopping && _requested is { } delay)
                attempt = ReconnectSchedule.ByHand(delay, error);
            if (_stopping || attempt is null)
            {
                // In the same breath as the decision: a request from here on begins a run of its own.
                waiting = End();
                turn = null;
                return false;
            }

            _requested = null;
            _step = new CancellationTokenSource();
            _state = attempt.Delay > TimeSpan.Zero ? WsClientState.Waiting : WsClientState.Connecting;
            turn = new Turn(attempt, _step.Token);
            return true;
        }
    }

    /// <summary>The run is over. Called with <see cref="_gate"/> held.</summary>
    /// <returns>Who is to hear of it.</returns>
    private Waiting End()
    {
        var waiting = new Waiting(_opened, _stopped);
        _running = false;
        _stopping = false;
        _requested = null;
        _connection = null;
        _step = null;
        _state = WsClientState.Closed;
        _opened = _stopped = null;
        return waiting;
    }

    /// <summary>Makes a turn's connection and puts it to use.</summary>
    /// <returns>The open connection, or null, and why the next turn is needed.</returns>
    private async Task<(WsConnection? Open, WsException? Error)> BeginAsync(Turn turn, ReconnectSchedule schedule)
    {
        WsException? before = turn.Attempt.LastError;
        WsConnection connection;
        try
        {
            connection = await OpenAsync(turn).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (turn.Token.IsCancellationRequested)
        {
            return (null, before);
        }
        catch (WsException error)
        {
            _target.OnAttemptFailed(error);
            return (null, error);
        }

        if (!TryPublish(connection, out TaskCompletionSource? opened))
        {
            connection.Abort("the connection was called off while it was made");
            await connection.Completion.ConfigureAwait(false);
            return (null, before);
        }

        schedule.Opened();
        await AttachAsync(connection, opened).ConfigureAwait(false);
        return (connection, null);
    }

    private async ValueTask<WsConnection> OpenAsync(Turn turn)
    {
        if (turn.Attempt.LastError is not null || turn.Attempt.Delay > TimeSpan.Zero)
        {
            TransportMetrics.Reconnecting();
            _target.OnReconnecting(turn.Attempt);
        }

        if (turn.Attempt.Delay > TimeSpan.Zero)
        {
            await Task.Delay(turn.Attempt.Delay, _time, turn.Token).ConfigureAwait(false);
            lock (_gate)
                _state = WsClientState.Connecting;
        }

        turn.Token.ThrowIfCancellationRequested();
        return await _target.OpenAsync(turn.Token).ConfigureAwait(false);
    }

    /// <summary>Makes the connection the one to close; false when nobody wants it any more.</summary>
    private bool TryPublish(WsConnection connection, out TaskCompletionSource? opened)
    {
        lock (_gate)
        {
            opened = null;
            if (_stopping || _requested is not null)
                return false;

            _connection = connection;
            _state = WsClientState.Open;
            _step = null;
            // Taken here: a request that comes while the target attaches is for the next connection.
            opened = _opened;
            _opened = null;
            return true;
        }
    }

    private async Task AttachAsync(WsConnection connection, TaskCompletionSource? opened)
    {
        try
        {
            _target.Attach(connection);
            opened?.SetResult();
        }
        catch (Exception exception)
        {
            connection.Abort("the connection could not be put to use", exception);
            await connection.Completion.ConfigureAwait(false);
            if (opened is not null)
            {
                opened.SetException(exception);
                _ = opened.Task.Exception;
            }

            throw;
        }
    }

    /// <summary>Who waits for the next connection, and who for the end of the run.</summary>
    private readonly record struct Waiting(TaskCompletionSource? ForOpen, TaskCompletionSource? ForStop);

    /// <summary>An attempt, and the token that ends its wait and its handshake.</summary>
    private sealed record Turn(WsReconnectAttempt Attempt, CancellationToken Token);
}

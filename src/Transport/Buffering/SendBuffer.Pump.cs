using System.Diagnostics.CodeAnalysis;

namespace TypedWs.Transport;

// The pump: one task at a time that hands the queue to the connection, in order.
internal sealed partial class SendBuffer
{
    /// <summary>From here on messages go to this connection, those that waited for it first.</summary>
    public void Opened(WsConnection connection)
    {
        lock (_gate)
        {
            _connection = connection;
            StartPump();
        }
    }

    /// <summary>This connection takes no more. Messages wait for the next.</summary>
    public void Closed(WsConnection connection)
    {
        lock (_gate)
            Forget(connection);
    }

    /// <summary>Sends are accepted, whether or not there is a connection.</summary>
    public void Accept()
    {
        lock (_gate)
            _refusal = null;
    }

    /// <summary>Refuses new messages; those that were accepted, or wait in line, still go.</summary>
    public void RefuseNew(WsException refusal)
    {
        lock (_gate)
        {
            _refusal = refusal;
            _direct = null;
        }
    }

    /// <summary>
    /// Throws away what still waits after <see cref="RefuseNew"/>, such as for a first connection that nobody ever asked for. Has no effect once sends were
    /// accepted again.
    /// </summary>
    public void RefuseRest(WsException refusal)
    {
        lock (_gate)
        {
            if (_refusal == refusal)
                Refuse(refusal);
        }
    }

    /// <summary>Throws away what waits: no connection follows.</summary>
    public void Refuse(WsException refusal)
    {
        int lost;
        lock (_gate)
        {
            lost = _queue.Count(static message => message.Mark is null);
            _refusal = refusal;
            _connection = null;
            _direct = null;
            foreach (QueuedSend message in _queue)
            {
                message.Release();
                Fail(message.Mark, refusal);
            }

            _queue.Clear();
            _bytes = _taken;
            _full = false;
            while (_waiters.First is { } first)
            {
                _waiters.RemoveFirst();
                first.Value.SetException(refusal);
            }
        }

        if (lost > 0)
            _owner.OnThrownAway(lost, refusal);
    }

    /// <summary>Waits until the open connection has accepted everything; at once when there is none.</summary>
    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_connection is null)
                return;
        }

        try
        {
            await FlushAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (WsException)
        {
            // The connection ended first. How is told elsewhere.
        }
    }

    private static void Fail(TaskCompletionSource<WsConnection>? mark, WsException refusal)
    {
        mark?.SetException(refusal);
        // Whoever flushed may have given up.
        _ = mark?.Task.Exception;
    }

    /// <summary>Called with <see cref="_gate"/> held, whenever there is something to do.</summary>
    private void StartPump()
    {
        _direct = null;
        if (_pumping || _connection is null)
            return;
        _pumping = true;
        // Elsewhere: a write must not happen under the gate.
        _ = Task.Run(PumpAsync);
    }

    private async Task PumpAsync()
    {
        while (TryTake(out WsConnection? connection, out QueuedSend? message))
        {
            try
            {
                await connection.SendAsync(message.Type, message.Payload, CancellationToken.None).ConfigureAwait(false);
                Sent(message);
            }
            catch (WsClosedException)
            {
                PutBack(connection, message);
            }
        }
    }

    /// <summary>Passes on what the connection has room for, and takes the next one out, which has to wait for room. False when nothing is left to do.</summary>
    private bool TryTake([NotNullWhen(true)] out WsConnection? connection, [NotNullWhen(true)] out QueuedSend? message)
    {
        bool drained = false;
        lock (_gate)
        {
            connection = _connection;
            if (connection is not null)
                PassOn(connection);
            message = _queue.First?.Value;
            if (connection is not null && message is not null)
            {
                _queue.RemoveFirst();
                _taken = message.Length;
            }
            else
            {
                _pumping = false;
                message = null;
                if (connection is not null)
                {
                    _direct = _refusal is null ? connection : null;
                    drained = _full;
                    _full = false;
                }
            }
        }

        // Not under the gate: it may write.
        connection?.WriteAppended();
        if (drained)
            _owner.OnDrained();
        return message is not null;
    }

    /// <summary>
    /// Moves all for which there is room in one go: were it message by message, a busy sender would stay ahead of the pump for ever, and never pass its messages
    /// straight to the connection. Called with <see cref="_gate"/> held.
    /// </summary>
    private void PassOn(WsConnection connection)
    {
        while (_queue.First is { Value: { } message })
        {
            if (message.Mark is { } mark)
            {
                mark.SetResult(connection);
            }
            else
            {
                if (!connection.TryAppend(message.Type, message.Payload))
                    return;
                _bytes -= message.Length;
                message.Release();
            }

            _queue.RemoveFirst();
            AdmitWaiters();
        }
    }

    private void Sent(QueuedSend message)
    {
        message.Release();
        lock (_gate)
        {
            _bytes -= _taken;
            _taken = 0;
            AdmitWaiters();
        }
    }

    /// <summary>The message was not accepted: it is the first for the next connection.</summary>
    private void PutBack(WsConnection connection, QueuedSend message)
    {
        WsException refusal;
        lock (_gate)
        {
            Forget(connection);
            _taken = 0;
            if (_refusal is null || _connection is not null)
            {
                _queue.AddFirst(message);
                return;
            }

            _bytes -= message.Length;
            message.Release();
            refusal = _refusal;
        }

        _owner.OnThrownAway(1, refusal);
    }

    private void Forget(WsConnection connection)
    {
        if (_connection != connection)
            return;
        _connection = null;
        _direct = null;
    }
}

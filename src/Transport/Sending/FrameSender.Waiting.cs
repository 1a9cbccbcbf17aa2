namespace TypedWs.Transport;

// The line before a full buffer, first come, first served.
internal sealed partial class FrameSender
{
    private readonly LinkedList<SendWaiter> _waiters = [];

    /// <summary>Puts a message in line. Called with <see cref="_gate"/> held.</summary>
    private ValueTask WaitForRoom<TState>(WsOpcode opcode, WsPayloadWriter<TState> writer, TState state, CancellationToken cancellationToken)
    {
        var waiter = new SendWaiter<TState>(opcode, writer, state);
        _waiters.AddLast(waiter.Node);
        return cancellationToken.CanBeCanceled ? new ValueTask(WaitCancellableAsync(waiter, cancellationToken)) : new ValueTask(waiter.Task);
    }

    private async Task WaitCancellableAsync(SendWaiter waiter, CancellationToken cancellationToken)
    {
        using CancellationTokenRegistration registration = cancellationToken.UnsafeRegister(_ => GiveUp(waiter, cancellationToken), null);
        await waiter.Task.ConfigureAwait(false);
    }

    /// <summary>Leaves the line; too late once the message is accepted.</summary>
    private void GiveUp(SendWaiter waiter, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (waiter.Node.List is null)
                return;
            _waiters.Remove(waiter.Node);
            waiter.TrySetCanceled(cancellationToken);
            // The close frame stands behind the last in line.
            if (_waiters.Count == 0)
                AppendClose();
        }
    }

    /// <summary>Lets in as many as there is room for. Called with <see cref="_gate"/> held.</summary>
    private void AdmitWaiters()
    {
        while (_waiters.First is { } first && _filling.Length < _highWaterMark)
        {
            _waiters.RemoveFirst();
            if (first.Value.Admit(_filling) is { } length)
                TransportMetrics.Sent(_role, Route, first.Value.Opcode, length);
        }
    }

    /// <summary>Turns everybody in line away. Called with <see cref="_gate"/> held.</summary>
    private void RefuseWaiters(WsClosed refusal)
    {
        while (_waiters.First is { } first)
        {
            _waiters.RemoveFirst();
            first.Value.TrySetException(new WsClosedException(refusal));
        }
    }
}

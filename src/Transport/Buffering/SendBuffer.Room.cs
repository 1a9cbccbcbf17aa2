namespace TypedWs.Transport;

// Who gets in: room, drops, and the line before a full buffer. Members are called with the gate held unless they say otherwise.
internal sealed partial class SendBuffer
{
    // First come, first served; and one message always fits, however large.
    private bool HasRoom(int length) => _waiters.Count == 0 && Fits(length);

    private bool Fits(int length) => _bytes == 0 || length <= _size - _bytes;

    /// <summary>Drops the oldest messages that may be dropped, where that is the policy, and only if it helps.</summary>
    private bool MakeRoom(int length)
    {
        if (_policy != WsSendBufferPolicy.DropOldest || _waiters.Count > 0)
            return false;

        int droppable = _queue.Sum(static message => message.Delivery == WsDelivery.MayDrop ? message.Length : 0);
        if (length > _size - _bytes + droppable && droppable < _bytes)
            return false;

        for (LinkedListNode<QueuedSend>? node = _queue.First; node is not null && !Fits(length);)
        {
            LinkedListNode<QueuedSend>? next = node.Next;
            if (node.Value.Delivery == WsDelivery.MayDrop)
            {
                _queue.Remove(node);
                _bytes -= node.Value.Length;
                _dropped++;
                node.Value.Release();
            }

            node = next;
        }

        return Fits(length);
    }

    private void Add(WsMessageType type, ReadOnlySpan<byte> payload, WsDelivery delivery)
    {
        _queue.AddLast(new QueuedSend(type, payload, delivery, _pool));
        _bytes += payload.Length;
        StartPump();
    }

    private void AdmitWaiters()
    {
        while (_waiters.First is { Value: { } waiter } && Fits(waiter.Payload.Length))
        {
            _waiters.RemoveFirst();
            Add(waiter.Type, waiter.Payload.Span, waiter.Delivery);
            waiter.SetResult();
        }
    }

    /// <summary>Called without the gate.</summary>
    private async Task WaitAsync(BufferWaiter waiter, CancellationToken cancellationToken)
    {
        using CancellationTokenRegistration registration = cancellationToken.UnsafeRegister(_ => GiveUp(waiter, cancellationToken), null);
        await waiter.Task.ConfigureAwait(false);
    }

    /// <summary>Leaves the line; too late once the message is accepted. Called without the gate.</summary>
    private void GiveUp(BufferWaiter waiter, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (waiter.Node.List is null)
                return;
            _waiters.Remove(waiter.Node);
            waiter.SetCanceled(cancellationToken);
            AdmitWaiters();
        }
    }
}

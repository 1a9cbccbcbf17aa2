using System.Buffers;

namespace TypedWs.Transport;

/// <summary>
/// A client's messages before a connection takes them: unframed, in order, bounded in bytes. While the connection keeps up, a message passes by
/// without being copied. Any thread may call it.
/// </summary>
internal sealed partial class SendBuffer
{
    private readonly int _size;
    private readonly WsSendBufferPolicy _policy;
    private readonly ISendBufferOwner _owner;
    private readonly ArrayPool<byte> _pool;
    private readonly Lock _gate = new();

    // All guarded by _gate, but that _direct and _dropped may be read without it.
    private readonly LinkedList<QueuedSend> _queue = [];
    private readonly LinkedList<BufferWaiter> _waiters = [];
    private WsConnection? _connection;
    private volatile WsConnection? _direct; // The open connection while nothing waits here.
    private WsException? _refusal;
    private int _bytes;
    private int _taken; // Bytes of the message that the pump hands over right now; counted in _bytes, too.
    private bool _pumping;
    private bool _full;
    private long _dropped;

    public SendBuffer(WsClientOptions options, ISendBufferOwner owner)
    {
        _size = options.SendBufferSize;
        _policy = options.SendBufferPolicy;
        _owner = owner;
        _pool = options.Connection.BufferPool;
    }

    /// <summary>Messages that a policy has dropped so far.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>Bytes of messages that wait here.</summary>
    public int PendingBytes => Volatile.Read(ref _bytes);

    public ValueTask SendAsync(WsMessageType type, ReadOnlyMemory<byte> payload, WsDelivery delivery, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
            return ValueTask.FromCanceled(cancellationToken);

        // Here or there, but decided before the call returns: what waited in the connection's line would fall behind later messages when the connection ends.
        return _direct is { } direct && direct.TrySendBelowMark(type, payload)
            ? ValueTask.CompletedTask
            : EnqueueAsync(type, payload, delivery, cancellationToken);
    }

    /// <summary>Takes a message if there is room at once; never waits, never drops another.</summary>
    public bool TrySend(WsMessageType type, ReadOnlyMemory<byte> payload)
    {
        if (_direct is { } direct && direct.TrySendBelowMark(type, payload))
            return true;

        lock (_gate)
        {
            if (_refusal is not null || !HasRoom(payload.Length))
                return false;
            Add(type, payload.Span, WsDelivery.Keep);
            return true;
        }
    }

    /// <summary>Waits until everything accepted before has been handed to a connection's stream.</summary>
    public async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        WsConnection? connection = _direct;
        if (connection is null)
        {
            var mark = new TaskCompletionSource<WsConnection>(TaskCreationOptions.RunContinuationsAsynchronously);
            lock (_gate)
            {
                if (_refusal is not null && _connection is null)
                    throw _refusal;
                _queue.AddLast(new QueuedSend(mark));
                StartPump();
            }

            connection = await mark.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        await connection.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    private ValueTask EnqueueAsync(WsMessageType type, ReadOnlyMemory<byte> payload, WsDelivery delivery, CancellationToken cancellationToken)
    {
        _ = type.ToOpcode(); // Refuses an unknown type now, where the caller hears of it.
        BufferWaiter? waiter = null;
        WsConnection? slow;
        bool becameFull;
        lock (_gate)
        {
            if (_refusal is not null)
                return ValueTask.FromException(_refusal);
            bool hasRoom = HasRoom(payload.Length);
            becameFull = !hasRoom && !_full;
            _full |= becameFull;
            if (hasRoom || MakeRoom(payload.Length))
            {
                Add(type, payload.Span, delivery);
            }
            else if (delivery == WsDelivery.MayDrop && _policy is WsSendBufferPolicy.DropNewest or WsSendBufferPolicy.DropOldest)
            {
                _dropped++;
            }
            else
            {
                waiter = new BufferWaiter(type, payload, delivery);
                _waiters.AddLast(waiter.Node);
            }

            slow = _policy == WsSendBufferPolicy.Disconnect && !hasRoom ? _connection : null;
        }

        slow?.Abort("the send buffer is full: the server does not keep up");
        if (becameFull)
            _owner.OnFull();
        return waiter is null ? ValueTask.CompletedTask : new ValueTask(WaitAsync(waiter, cancellationToken));
    }
}

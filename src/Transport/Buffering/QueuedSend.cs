using System.Buffers;

namespace TypedWs.Transport;

/// <summary>An entry of a <see cref="SendBuffer"/>: a message, unframed, in an array of the pool; or a mark that tells when everything before it has left.</summary>
internal sealed class QueuedSend
{
    private readonly ArrayPool<byte>? _pool;
    private readonly int _length;
    private byte[]? _rented;

    public QueuedSend(WsMessageType type, ReadOnlySpan<byte> payload, WsDelivery delivery, ArrayPool<byte> pool)
    {
        _pool = pool;
        Type = type;
        Delivery = delivery;
        _length = payload.Length;
        _rented = pool.Rent(payload.Length);
        payload.CopyTo(_rented);
    }

    public QueuedSend(TaskCompletionSource<WsConnection> mark)
    {
        Mark = mark;
    }

    public WsMessageType Type { get; }

    public WsDelivery Delivery { get; }

    /// <summary>Completed with the connection on which everything before it was accepted; null for a message.</summary>
    public TaskCompletionSource<WsConnection>? Mark { get; }

    public int Length => _length;

    public ReadOnlyMemory<byte> Payload => _rented.AsMemory(0, _length);

    /// <summary>Gives the array back. The entry is not used again.</summary>
    public void Release()
    {
        if (_rented is not null)
            _pool!.Return(_rented);
        _rented = null;
    }
}

namespace TypedWs.Transport;

/// <summary>A send that waits for room in a <see cref="SendBuffer"/>. Its payload is the caller's until the task completes.</summary>
internal sealed class BufferWaiter : TaskCompletionSource
{
    public BufferWaiter(WsMessageType type, ReadOnlyMemory<byte> payload, WsDelivery delivery)
        : base(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        Type = type;
        Payload = payload;
        Delivery = delivery;
        Node = new LinkedListNode<BufferWaiter>(this);
    }

    public WsMessageType Type { get; }

    public ReadOnlyMemory<byte> Payload { get; }

    public WsDelivery Delivery { get; }

    /// <summary>Its place in line, so that leaving it is cheap.</summary>
    public LinkedListNode<BufferWaiter> Node { get; }
}

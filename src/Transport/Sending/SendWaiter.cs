namespace TypedWs.Transport;

/// <summary>A message that waits in line for room in the send buffer. Guarded by the sender's lock; the task is its sender's.</summary>
internal abstract class SendWaiter : TaskCompletionSource
{
    protected SendWaiter()
        // Its continuation is user code and must run neither under the lock nor on the thread that writes to the stream.
        : base(TaskCreationOptions.RunContinuationsAsynchronously)
        => Node = new LinkedListNode<SendWaiter>(this);

    /// <summary>Its place in the line.</summary>
    public LinkedListNode<SendWaiter> Node { get; }

    /// <summary>What it is.</summary>
    public abstract WsOpcode Opcode { get; }

    /// <summary>Writes the message; what the payload writer throws goes to the sender of the message alone.</summary>
    /// <returns>The length of the payload; null where the writer threw.</returns>
    public int? Admit(SendBatch batch)
    {
        try
        {
            int length = Append(batch);
            TrySetResult();
            return length;
        }
#pragma warning disable CA1031 // whatever it is, it belongs to the one who sends this message
        catch (Exception exception)
#pragma warning restore CA1031
        {
            TrySetException(exception);
            return null;
        }
    }

    protected abstract int Append(SendBatch batch);
}

/// <inheritdoc/>
internal sealed class SendWaiter<TState>(WsOpcode opcode, WsPayloadWriter<TState> writer, TState state) : SendWaiter
{
    public override WsOpcode Opcode => opcode;

    protected override int Append(SendBatch batch) => batch.Append(opcode, writer, state);
}

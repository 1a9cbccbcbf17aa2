using System.Buffers;

namespace TypedWs.Peers;

/// <summary>A one-way message that waits in a <see cref="SendBacklog"/>, whose lock guards its place.</summary>
internal abstract class BacklogMessage
{
    protected BacklogMessage() => Node = new LinkedListNode<BacklogMessage>(this);

    /// <summary>Its place in line.</summary>
    public LinkedListNode<BacklogMessage> Node { get; }

    /// <summary>What it counts against the bound, in bytes; zero where its sender waits with it.</summary>
    public abstract int Size { get; }

    /// <summary>Writes the envelope. Runs under the send buffer's lock, when there is room.</summary>
    public abstract void Write(IBufferWriter<byte> output);

    /// <summary>Called when it is in the send buffer.</summary>
    public virtual void OnSent()
    {
    }

    /// <summary>Called where it will not be sent.</summary>
    public virtual void OnFailed(Exception exception)
    {
    }
}

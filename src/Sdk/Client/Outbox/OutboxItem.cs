using TypedWs.Peers;

namespace TypedWs;

/// <summary>An entry of an <see cref="Outbox"/>. Guarded by the outbox's lock, but for <see cref="SendAsync"/>, which the pump calls without it.</summary>
internal abstract class OutboxItem
{
    protected OutboxItem() => Node = new LinkedListNode<OutboxItem>(this);

    public LinkedListNode<OutboxItem> Node { get; }

    /// <summary>Bytes that count towards the outbox's size.</summary>
    public virtual int Length => 0;

    /// <summary>Whether it counts towards the requests that may wait.</summary>
    public virtual bool IsRequest => false;

    /// <summary>Whether it is within the outbox's size; before that, it stands in line for it.</summary>
    public bool IsAccepted { get; private set; }

    public void Accept()
    {
        IsAccepted = true;
        OnAccepted();
    }

    /// <summary>Hands it to a conversation.</summary>
    /// <exception cref="Transport.WsClosedException">The connection ended: it is for the next one.</exception>
    public abstract ValueTask SendAsync(Peer peer);

    /// <summary>It will not be sent.</summary>
    public abstract void Refuse(Exception refusal);

    protected virtual void OnAccepted()
    {
    }
}

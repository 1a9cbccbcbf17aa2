using TypedWs.Peers;
using TypedWs.Transport;

namespace TypedWs;

/// <summary>
/// What a client sends while it has no conversation: in order, bounded in bytes. While there is one, and nothing waits, sends pass by. Any thread may call it.
/// </summary>
/// <param name="options">
/// How many bytes of one-way messages may be accepted, where one that is larger is accepted when nothing waits; and how many requests may wait, as many as may be pending.
/// </param>
internal sealed partial class Outbox(TypedWsClientOptions options)
{
    private readonly int _size = options.SendBufferSize;

    // All guarded by the outbox itself, which nobody else locks, but that _direct may be read without it.
    private readonly LinkedList<OutboxItem> _items = [];
    private LinkedListNode<OutboxItem>? _firstInLine; // From here on nothing is accepted yet.
    private OutboxPhase _phase;
    private Peer? _expected; // Whose conversation is being set up, or is open.
    private volatile Peer? _direct; // The open conversation while nothing waits here.
    private Func<WsException>? _refusal;
    private int _bytes;
    private int _requests;
    private bool _pumping;

    /// <summary>The open conversation, where nothing has to go first.</summary>
    public Peer? Direct => _direct;

    /// <summary>Whether nobody has asked for a connection yet.</summary>
    public bool IsIdle
    {
        get
        {
            lock (this)
                return _phase == OutboxPhase.Idle;
        }
    }

    /// <summary>Whether messages that waited are on their way into the open conversation.</summary>
    public bool IsPumping
    {
        get
        {
            lock (this)
                return _pumping;
        }
    }

    /// <summary>Takes a one-way message, or lets its sender wait for room.</summary>
    /// <returns>Complete when the message is accepted.</returns>
    public async ValueTask SendAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        TryAdd(message);
        using CancellationTokenRegistration registration = message.Accepted.IsCompleted
            ? default
            : cancellationToken.UnsafeRegister(_ => GiveUp(message, cancellationToken), null);
        await message.Accepted.ConfigureAwait(false);
    }

    /// <summary>Puts something at the end of the line.</summary>
    /// <returns>False for a request where too many wait already.</returns>
    /// <exception cref="WsException">No connection will come.</exception>
    public bool TryAdd(OutboxItem item)
    {
        lock (this)
        {
            if (_phase == OutboxPhase.Refused)
                throw _refusal!();
            if (item.IsRequest && _requests >= options.ConversationInForce.MaxPendingRequests)
                return false;
            _requests += item.IsRequest ? 1 : 0;
            _items.AddLast(item.Node);
            _firstInLine ??= item.Node;
            Admit();
            StartPump();
            return true;
        }
    }

    /// <summary>Takes a request or a mark back.</summary>
    /// <returns>False where it is too late: a conversation has it, or it was refused.</returns>
    public bool TryRemove(OutboxItem item)
    {
        lock (this)
        {
            if (item.Node.List is null)
                return false;
            Remove(item);
            return true;
        }
    }

    /// <summary>Leaves the line; too late once the message is accepted.</summary>
    private void GiveUp(OutboxMessage message, CancellationToken cancellationToken)
    {
        lock (this)
        {
            if (message.IsAccepted || message.Node.List is null)
                return;
            Remove(message);
            message.Cancel(cancellationToken);
        }
    }

    /// <summary>Called with the lock held.</summary>
    private void Remove(OutboxItem item)
    {
        if (item.Node == _firstInLine)
            _firstInLine = item.Node.Next;
        if (item.IsAccepted)
            _bytes -= item.Length;
        _requests -= item.IsRequest ? 1 : 0;
        _items.Remove(item.Node);
        Admit();
    }

    /// <summary>Accepts who stands first in line, as long as there is room. Called with the lock held.</summary>
    private void Admit()
    {
        while (_phase != OutboxPhase.Undecided && _firstInLine is { Value: { } item } && (_bytes == 0 || item.Length <= _size - _bytes))
        {
            _bytes += item.Length;
            _firstInLine = item.Node.Next;
            item.Accept();
        }
    }
}

using TypedWs.Transport;

namespace TypedWs.Peers;

/// <summary>
/// The one-way messages of a conversation that wait because its client does not read fast enough: those that may be dropped or replaced meanwhile, and those that were
/// sent behind them. It is made when the first has to wait. Thread-safe.
/// </summary>
/// <remarks>
/// <see cref="_gate"/> guards all fields that are not read-only; <see cref="_count"/> is read without it. The gate is taken under the send buffer's lock, by whoever takes
/// the next message: nothing of the connection may be called while it is held.
/// </remarks>
/// <param name="connection">Where the messages go.</param>
/// <param name="type">What they are.</param>
/// <param name="limit">Bytes of messages that may wait; one message may exceed it.</param>
/// <param name="onSent">Called for each message that is in the send buffer.</param>
internal sealed partial class SendBacklog(WsConnection connection, WsMessageType type, int limit, Action onSent)
{
    private readonly Lock _gate = new();
    private readonly LinkedList<BacklogMessage> _messages = [];

    // The messages that wait with a key; null where there are none, so that a client that has caught up costs little.
    private Dictionary<object, EncodedMessage>? _latest;

    private int _bytes; // Of all messages.
    private int _oldestBytes; // Of those that drop the oldest.
    private int _latestBytes; // Of those that keep the latest only.
    private int _count; // Of messages, for those who ask without the gate.

    // Set once, when the connection takes no more sends.
    private WsException? _ended;

    /// <summary>Whether no message waits; a snapshot. Whoever has let a message wait sees that it does, until it is taken for the send buffer.</summary>
    public bool IsEmpty => Volatile.Read(ref _count) == 0;

    /// <summary>Lets a message wait that may be dropped or replaced.</summary>
    /// <returns>What was dropped for it, perhaps the message itself; null where nothing was. The caller tells the sessions.</returns>
    public List<EncodedMessage>? Defer(EncodedMessage message)
    {
        List<EncodedMessage>? dropped = null;
        lock (_gate)
        {
            if (_ended is not null)
                return null;

            EncodedMessage? replaced = message.Key is { } key ? _latest?.GetValueOrDefault(key) : null;
            if (!TryMakeRoom(message, replaced, ref dropped))
                return [message];

            if (replaced is null)
            {
                Add(message);
            }
            else
            {
                (dropped ??= []).Add(replaced);
                Replace(replaced, message);
            }

            StartPump();
        }

        return dropped;
    }

    /// <summary>Lets a message wait that is never dropped, behind the others: for a client that catches up.</summary>
    /// <returns>False where as much waits as may.</returns>
    public bool TryFollow(EncodedMessage message)
    {
        lock (_gate)
        {
            if (_ended is not null || _bytes >= limit)
                return false;

            Add(message);
            StartPump();
            return true;
        }
    }

    /// <summary>Lets a message wait together with its sender.</summary>
    /// <returns>Complete when the message is in the send buffer.</returns>
    public ValueTask WaitAsync<TState>(WsPayloadWriter<TState> writer, TState state, CancellationToken cancellationToken)
    {
        var message = new WaitingMessage<TState>(writer, state);
        lock (_gate)
        {
            if (_ended is not null)
                return ValueTask.FromException(_ended);

            Add(message);
            StartPump();
        }

        return cancellationToken.CanBeCanceled ? new ValueTask(WaitCancellableAsync(message, cancellationToken)) : new ValueTask(message.Sent);
    }

    private async Task WaitCancellableAsync<TState>(WaitingMessage<TState> message, CancellationToken cancellationToken)
    {
        using CancellationTokenRegistration registration = cancellationToken.UnsafeRegister(_ => GiveUp(message, cancellationToken), null);
        await message.Sent.ConfigureAwait(false);
    }

    /// <summary>Leaves the line; too late once the message is taken.</summary>
    private void GiveUp<TState>(WaitingMessage<TState> message, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (message.Node.List is null)
                return;
            Remove(message);
        }

        message.OnCancelled(cancellationToken);
    }

    /// <summary>Drops the oldest messages with the policy of the new one, if that makes room for it. Called with <see cref="_gate"/> held.</summary>
    private bool TryMakeRoom(EncodedMessage message, EncodedMessage? replaced, ref List<EncodedMessage>? dropped)
    {
        int freed = replaced?.Size ?? 0;
        if (!Fits(_bytes - BytesOf(message.Policy)))
            return false;

        while (!Fits(_bytes - freed))
        {
            EncodedMessage oldest = _messages.OfType<EncodedMessage>().First(waiting => waiting.Policy == message.Policy && waiting != replaced);
            Remove(oldest);
            (dropped ??= []).Add(oldest);
        }

        return true;

        bool Fits(int others) => others == 0 || others + message.Size <= limit;
    }

    /// <summary>Called with <see cref="_gate"/> held.</summary>
    private void Add(BacklogMessage message)
    {
        _messages.AddLast(message.Node);
        Count(message, 1);
        if (message is EncodedMessage { Key: { } key } latest)
            (_latest ??= [])[key] = latest;
    }

    /// <summary>Called with <see cref="_gate"/> held.</summary>
    private void Replace(EncodedMessage replaced, EncodedMessage message)
    {
        _messages.AddBefore(replaced.Node, message.Node);
        _messages.Remove(replaced.Node);
        Count(replaced, -1);
        Count(message, 1);
        _latest![message.Key!] = message;
    }

    /// <summary>Called with <see cref="_gate"/> held.</summary>
    private void Remove(BacklogMessage message)
    {
        _messages.Remove(message.Node);
        Count(message, -1);
        if (message is EncodedMessage { Key: { } key })
            _latest!.Remove(key);
        if (_messages.Count == 0)
            OnEmpty();
    }

    private void OnEmpty()
    {
        _latest = null;
        _whenEmpty?.TrySetResult();
        _whenEmpty = null;
    }

    private void Count(BacklogMessage message, int sign)
    {
        int size = sign * message.Size;
        _bytes += size;
        if (message is EncodedMessage { Policy: SlowPolicy.DropOldest })
            _oldestBytes += size;
        else if (message is EncodedMessage { Policy: SlowPolicy.LatestOnly })
            _latestBytes += size;
        Volatile.Write(ref _count, _messages.Count);
    }

    private int BytesOf(SlowPolicy policy) => policy == SlowPolicy.DropOldest ? _oldestBytes : _latestBytes;
}

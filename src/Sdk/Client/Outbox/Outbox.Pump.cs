using System.Diagnostics.CodeAnalysis;
using TypedWs.Peers;
using TypedWs.Transport;

namespace TypedWs;

/// <content>What the client's connections do to it, and the pump: one task at a time that hands what waits to the open conversation, in order.</content>
internal sealed partial class Outbox
{
    /// <summary>Somebody has asked for a connection. One that is there stays.</summary>
    public void Begin()
    {
        lock (this)
        {
            if (_phase is OutboxPhase.Idle or OutboxPhase.Refused)
                Expect();
        }
    }

    /// <summary>A connection is being made.</summary>
    public void Expect()
    {
        lock (this)
        {
            _phase = OutboxPhase.Expecting;
            _expected = null;
            _direct = null;
            _refusal = null;
            Admit();
        }
    }

    /// <summary>The conversation whose set-up begins.</summary>
    public void Attached(Peer peer)
    {
        lock (this)
            _expected = peer;
    }

    /// <summary>The conversation is set up: what waits goes to it. Has no effect when it is not the one any more.</summary>
    public void Opened(Peer peer)
    {
        lock (this)
        {
            if (_expected != peer || _phase != OutboxPhase.Expecting)
                return;
            _phase = OutboxPhase.Open;
            Admit();
            if (_items.Count == 0)
                _direct = peer;
            else
                StartPump();
        }
    }

    /// <summary>The conversation takes no more.</summary>
    public void Lost(Peer peer)
    {
        lock (this)
            Forget(peer);
    }

    /// <summary>Throws away what waits: no connection will come.</summary>
    /// <param name="refusal">Says why; called for each who is refused.</param>
    /// <returns>How many messages were thrown away that had been accepted.</returns>
    public int Refuse(Func<WsException> refusal)
    {
        lock (this)
        {
            int lost = 0;
            _phase = OutboxPhase.Refused;
            _refusal = refusal;
            _expected = null;
            _direct = null;
            foreach (OutboxItem item in _items)
            {
                lost += item is OutboxMessage { IsAccepted: true } ? 1 : 0;
                item.Refuse(refusal());
            }

            _items.Clear();
            _firstInLine = null;
            _bytes = _requests = 0;
            return lost;
        }
    }

    /// <summary>Called with the lock held, whenever there is something to do.</summary>
    private void StartPump()
    {
        if (_phase != OutboxPhase.Open)
            return;
        _direct = null;
        if (_pumping)
            return;
        _pumping = true;
        // Elsewhere: a write must not happen under the lock.
        _ = Task.Run(PumpAsync);
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever a message meets must not keep those behind it from leaving.")]
    private async Task PumpAsync()
    {
        while (TryTake(out Peer? peer, out OutboxItem? item))
        {
            try
            {
                if (peer.IsClosing)
                    PutBack(peer, item);
                else
                    await item.SendAsync(peer).ConfigureAwait(false);
            }
            catch (WsClosedException)
            {
                PutBack(peer, item);
            }
            catch (Exception exception)
            {
                item.Refuse(exception);
            }
        }
    }

    private bool TryTake([NotNullWhen(true)] out Peer? peer, [NotNullWhen(true)] out OutboxItem? item)
    {
        lock (this)
        {
            peer = _phase == OutboxPhase.Open ? _expected : null;
            item = _items.First?.Value;
            if (peer is not null && item is not null)
            {
                Remove(item);
                return true;
            }

            _pumping = false;
            _direct = peer;
            return false;
        }
    }

    /// <summary>The conversation did not take it: it is the first for the next.</summary>
    private void PutBack(Peer peer, OutboxItem item)
    {
        lock (this)
        {
            Forget(peer);
            if (_phase == OutboxPhase.Refused)
            {
                item.Refuse(_refusal!());
                return;
            }

            _items.AddFirst(item.Node);
            _bytes += item.Length;
            _requests += item.IsRequest ? 1 : 0;
        }
    }

    /// <summary>Called with the lock held.</summary>
    private void Forget(Peer peer)
    {
        if (_expected != peer || _phase != OutboxPhase.Open)
            return;
        _phase = OutboxPhase.Undecided;
        _expected = null;
        _direct = null;
    }
}

namespace TypedWs.Transport;

// When to write: at once for a lone message, together for a burst.
internal sealed partial class FrameSender
{
    // Shorter than any round trip, longer than the pause between two sends of a loop.
    private const int BurstMicroseconds = 5;

    // A handler that works this long between two sends of one batch would keep the first from leaving.
    private const int LongestHoldMicroseconds = 200;

    // Those who were woken by messages that came together are about to send together.
    private const int WakingMicroseconds = 20;

    // A thread that sends to many connections and never pauses may keep the work items waiting, where there is one core. It then writes itself.
    private const int LongestQueueMicroseconds = 10_000;

    // What many messages that came together set off leaves in two parts: the other side works on the first while this side makes the second. Smaller
    // parts were slower (bench/LoadTest, 64 in flight): each is a write, and wakes somebody.
    private const int SmallestPart = 32;

    private static long _senders; // By Interlocked.

    private readonly long _number = Interlocked.Increment(ref _senders);
    private readonly long _burstGap;
    private readonly long _longestHold;
    private readonly long _longestQueue;
    private readonly long _waking;

    // Written by the receive loop only; another thread that reads it can at worst see that it is not its own id.
    private int _holder;

    // Of the receive loop alone: no other thread touches them.
    private bool _held;
    private long _heldSince;
    private int _handedOver;

    // The timestamp of the last end of a hold over several messages. Written by the receive loop only.
    private long _wokenAt;

    // How many messages make a part: half of what came with the last read. Written by the receive loop only.
    private int _part = SmallestPart;

    private bool _writing;
    private bool _flushQueued;
    private long _queuedAt;

    // Whether a flush was queued because those send who were woken together, of whom half are still to come; and how many have sent.
    private bool _areWokenSending;
    private int _sentByWoken;

    private enum FlushDecision : byte
    {
        /// <summary>Somebody else will write it.</summary>
        None,

        /// <summary>The caller has become the writer.</summary>
        Inline,

        /// <summary>A work item will write it, together with what follows.</summary>
        Queued,
    }

    /// <summary>From here on what this thread sends waits for <see cref="EndHold"/>, so that replies to one read leave with one write.</summary>
    public void BeginHold() => _holder = Environment.CurrentManagedThreadId;

    /// <summary>Lets go of what was held, when it is a part, or waited for long: what comes next may take its time, too.</summary>
    public void RenewHold()
    {
        _handedOver++;
        if (_held && (_handedOver == _part || _time.GetTimestamp() - _heldSince > _longestHold))
        {
            _held = false;
            FlushNow();
        }
    }

    /// <summary>Writes what was held. Called on the thread that began to hold.</summary>
    public void EndHold()
    {
        _holder = 0;
        Volatile.Write(ref _part, Math.Max(_handedOver / 2, SmallestPart));
        if (_handedOver > 1)
            Volatile.Write(ref _wokenAt, _time.GetTimestamp());
        _handedOver = 0;
        if (!_held)
            return;

        _held = false;
        FlushNow();
    }

    /// <summary>A work item's turn: writes what the burst has gathered.</summary>
    void IThreadPoolWorkItem.Execute()
    {
        lock (_gate)
        {
            _flushQueued = false;
            if (_writing || !HasWork())
                return;
            _writing = true;
        }

        Pump(onSendersThread: false);
    }

    private void FlushNow()
    {
        lock (_gate)
        {
            if (_writing || !HasWork())
                return;
            _writing = true;
        }

        Pump(onSendersThread: true);
    }

    /// <summary>Decides who writes what was just added to a batch of <paramref name="before"/> bytes. Called with <see cref="_gate"/> held.</summary>
    private FlushDecision DecideFlush(int before)
    {
        if (_writing)
            return FlushDecision.None;

        if (_filling.Length < _highWaterMark)
        {
            if (IsHeldHere())
                return FlushDecision.None;
            if (_flushQueued)
            {
                if (!IsPart() && !IsOverdue())
                    return FlushDecision.None;
            }
            else if (before == 0)
            {
                return QueueOrWrite();
            }
        }

        _writing = true;
        return FlushDecision.Inline;
    }

    /// <summary>Decides who writes the first message of a batch. Called with <see cref="_gate"/> held.</summary>
    private FlushDecision QueueOrWrite()
    {
        if (IsBurst())
        {
            _flushQueued = true;
            _sentByWoken = 1;
            return FlushDecision.Queued;
        }

        _writing = true;
        return FlushDecision.Inline;
    }

    private void Flush(FlushDecision decision)
    {
        switch (decision)
        {
            case FlushDecision.Inline:
                Pump(onSendersThread: true);
                break;
            case FlushDecision.Queued:
                ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
                break;
        }
    }

    private bool IsHeldHere()
    {
        if (_holder != Environment.CurrentManagedThreadId)
            return false;

        if (!_held)
        {
            _held = true;
            _heldSince = _time.GetTimestamp();
        }

        return true;
    }

    /// <summary>Whether more is likely to follow at once.</summary>
    private bool IsBurst()
    {
        long now = _time.GetTimestamp();
        SendingThread thread = SendingThread.Current;
        _areWokenSending = now - Volatile.Read(ref _wokenAt) < _waking;
        bool isBurst = now - _progress.LastWritten < _burstGap || _areWokenSending || thread.HasSentWithin(_burstGap, now, _time);
        thread.Sent(_number, now, _time);
        _queuedAt = now;
        return isBurst;
    }

    /// <summary>Whether of those who were woken together half have sent. The others' messages leave with the queued flush.</summary>
    private bool IsPart()
    {
        if (!_areWokenSending || ++_sentByWoken < Volatile.Read(ref _part))
            return false;

        _areWokenSending = false;
        return true;
    }

    /// <summary>Whether the queued work item does not get its turn. Who sends to this connection alone fills the buffer up to the mark sooner than that.</summary>
    private bool IsOverdue()
    {
        SendingThread thread = SendingThread.Current;
        if (thread.UsedLast(_number))
            return false;

        long now = _time.GetTimestamp();
        thread.Sent(_number, now, _time);
        if (now - _queuedAt < _longestQueue)
            return false;
        _queuedAt = now;
        return true;
    }

    private bool HasWork() => _filling.Length > 0 || !_direct.IsEmpty || HasControl;
}

namespace TypedWs.Peers;

/// <summary>
/// The requests of this side that wait for an answer, found by id. An id is a slot's index and its generation, so that a late answer never meets a new call;
/// the slot of a cancelled or timed-out call is used again only after its answer, which a stream's call still gets: it may have to abort what is opened. Thread-safe: everything is guarded by <see cref="_gate"/>.
/// </summary>
internal sealed class PendingCalls(int limit)
{
    /// <summary>An id keeps 16 bits for the index.</summary>
    public const int MaxSlots = 1 << 16;

    private readonly Lock _gate = new();
    private Slot[] _slots = new Slot[Math.Min(limit, 4)];
    private int _used; // Slots that were ever in use.
    private int _free = -1; // The head of the list of slots that are free again.
    private int _count;
    private int _timed; // How many of them have a deadline.

    /// <summary>How many calls wait. Read without the lock by the receive loop, which looks again after it has published that it pauses.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>How many of them can time out. Read without the lock by the timer, which looks again after it has published that it stops.</summary>
    public int TimedCount => Volatile.Read(ref _timed);

    /// <summary>Finds a slot for a call and gives it its id.</summary>
    /// <returns>False at the limit.</returns>
    public bool TryAdd(PendingCall call, long deadlineTick)
    {
        lock (_gate)
        {
            int index = _free;
            if (index >= 0)
                _free = _slots[index].NextFree;
            else if (_used < limit)
                index = NextUnused();
            else
                return false;

            ref Slot slot = ref _slots[index];
            slot.Call = call;
            slot.IsTaken = true;
            _timed += deadlineTick == long.MaxValue ? 0 : 1;
            call.Id = ((uint)slot.Generation << 16) | (uint)index;
            call.DeadlineTick = deadlineTick;
            _count++;
            return true;
        }
    }

    /// <summary>Notes that the request goes into the send buffer now: from here on the other side may execute it.</summary>
    /// <param name="call">The call.</param>
    /// <param name="id">Its id; the call itself may be in use for another request by now.</param>
    /// <returns>False where the call was cancelled, timed out or lost before: then the request must not be sent.</returns>
    public bool TryMarkSent(PendingCall call, uint id)
    {
        lock (_gate)
        {
            ref Slot slot = ref _slots[id & 0xffff];
            if (slot.Call != call || slot.Generation != id >> 16)
                return false;

            call.WasSent = true;
            return true;
        }
    }

    /// <summary>Takes the call that an answer belongs to and frees its slot.</summary>
    /// <param name="id">The id.</param>
    /// <param name="call">The call, or null where it was cancelled or timed out and is no stream's.</param>
    /// <returns>False where no request has that id.</returns>
    public bool TryAnswer(uint id, out PendingCall? call)
    {
        lock (_gate)
        {
            call = null;
            int index = (int)(id & 0xffff);
            if (index >= _used || !_slots[index].IsTaken || _slots[index].Generation != id >> 16)
                return false;

            call = _slots[index].Call ?? _slots[index].Idle;
            Free(index);
            return true;
        }
    }

    /// <summary>Takes a call that was cancelled or timed out; its slot waits for the answer.</summary>
    /// <returns>False where somebody else has taken it.</returns>
    public bool TryAbandon(PendingCall call)
    {
        lock (_gate)
        {
            ref Slot slot = ref _slots[call.Id & 0xffff];
            if (slot.Call != call)
                return false;

            Leave(ref slot);
            return true;
        }
    }

    /// <summary>Takes a call that is given up before it was sent; its slot is freed when its turn to be sent comes.</summary>
    /// <returns>False where it was sent, or somebody else has taken it.</returns>
    public bool TryAbandonUnsent(PendingCall call)
    {
        lock (_gate)
        {
            ref Slot slot = ref _slots[call.Id & 0xffff];
            if (slot.Call != call || call.WasSent)
                return false;

            Leave(ref slot);
            return true;
        }
    }

    /// <summary>Takes out a call whose request could not be sent, and frees its slot.</summary>
    /// <param name="call">The call.</param>
    /// <param name="id">Its id; the call itself may be in use for another request by now.</param>
    /// <returns>False where somebody else has taken the call; the slot is free in any case.</returns>
    public bool TryRemove(PendingCall call, uint id)
    {
        lock (_gate)
        {
            int index = (int)(id & 0xffff);
            ref Slot slot = ref _slots[index];
            if (!slot.IsTaken || slot.Generation != id >> 16)
                return false;

            bool isMine = slot.Call == call;
            Free(index);
            return isMine;
        }
    }

    /// <summary>Takes the calls that are due, or all of them.</summary>
    /// <param name="tick">The tick up to which deadlines have passed; <see cref="long.MaxValue"/> for all.</param>
    /// <param name="taken">Where to put them.</param>
    public void TakeDue(long tick, List<PendingCall> taken)
    {
        lock (_gate)
        {
            for (int i = 0; i < _used; i++)
            {
                if (_slots[i].Call is { } call && call.DeadlineTick <= tick)
                {
                    taken.Add(call);
                    Leave(ref _slots[i]);
                }
            }
        }
    }

    /// <summary>Takes the calls of streams that were idle for too long. Those that were sent get their answer all the same.</summary>
    /// <param name="tick">The tick of the streams' timer up to which deadlines have passed.</param>
    /// <param name="taken">Where to put them.</param>
    public void TakeIdle(long tick, List<PendingCall> taken)
    {
        lock (_gate)
        {
            for (int i = 0; i < _used; i++)
            {
                if (_slots[i].Call is { } call && call.IdleDeadlineTick <= tick)
                {
                    taken.Add(call);
                    Leave(ref _slots[i]);
                    _slots[i].Idle = call.WasSent ? call : null;
                }
            }
        }
    }

    private int NextUnused()
    {
        if (_used == _slots.Length)
            Array.Resize(ref _slots, Math.Min(limit, _slots.Length * 2));
        return _used++;
    }

    private void Free(int index)
    {
        ref Slot slot = ref _slots[index];
        if (slot.Call is not null)
            Leave(ref slot);
        slot.Idle = null;
        slot.IsTaken = false;
        slot.Generation++;
        slot.NextFree = _free;
        _free = index;
    }

    private void Leave(ref Slot slot)
    {
        _count--;
        _timed -= slot.Call!.DeadlineTick == long.MaxValue ? 0 : 1;
        slot.Call = null;
    }

    private struct Slot
    {
        public PendingCall? Call; // Null in a taken slot: abandoned, its answer is still to come.
        public PendingCall? Idle; // Abandoned, but not done with its answer.
        public ushort Generation;
        public bool IsTaken;
        public int NextFree;
    }
}

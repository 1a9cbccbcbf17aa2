using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace TypedWs.Transport;

/// <summary>
/// Measures what a ping's way to the peer and back takes. Each ping carries a number, which its pong brings back (RFC 6455, section 5.5.3); a pong without
/// one that is under way measures nothing. Any thread may call it.
/// </summary>
internal sealed class PingRoundTrips(TimeProvider time)
{
    /// <summary>Bytes of a ping's payload.</summary>
    public const int PayloadSize = sizeof(ulong);

    // A peer may leave all but its newest ping unanswered, so that their places are used again; and on a slow link, several are under way.
    private const int Places = 4;

    // All guarded by the object itself, which nobody else locks: every connection has one, idle or not, and is spared objects for its parts.
    private Departures _left; // When a ping left, by its number; 0 for none that waits for its pong.
    private ulong _newest;
    private TaskCompletionSource<TimeSpan>? _next; // Somebody waits for the next measurement.
    private WsClosed? _ended;
    private long _last = -1; // Ticks; read without the lock.

    /// <summary>The last measurement; null before the first.</summary>
    public TimeSpan? Last => Volatile.Read(ref _last) is >= 0 and var ticks ? TimeSpan.FromTicks(ticks) : null;

    /// <summary>Waits for the next measurement.</summary>
    /// <param name="isFirst">Whether nobody waited before, so that a ping has to be sent for it.</param>
    public Task<TimeSpan> WaitForNext(out bool isFirst)
    {
        lock (this)
        {
            isFirst = _next is null && _ended is null;
            if (_ended is not null)
                return Task.FromException<TimeSpan>(WsClosedException.Ended(_ended));
            _next ??= new TaskCompletionSource<TimeSpan>(TaskCreationOptions.RunContinuationsAsynchronously);
            return _next.Task;
        }
    }

    /// <summary>A ping is about to be written. From here, because its pong may be read before the write has returned.</summary>
    /// <param name="payload">Gets what the ping carries.</param>
    public void Leave(Span<byte> payload)
    {
        lock (this)
        {
            _newest++;
            _left[(int)(_newest % Places)] = Math.Max(time.GetTimestamp(), 1);
            BinaryPrimitives.WriteUInt64BigEndian(payload, _newest);
        }
    }

    /// <summary>A pong came.</summary>
    /// <returns>What it measures, or null.</returns>
    public TimeSpan? Answered(ReadOnlySpan<byte> payload)
    {
        TaskCompletionSource<TimeSpan>? next;
        TimeSpan roundTrip;
        lock (this)
        {
            if (!TryTake(payload, out long left))
                return null;
            roundTrip = time.GetElapsedTime(left);
            Volatile.Write(ref _last, Math.Max(roundTrip.Ticks, 0));
            (next, _next) = (_next, null);
        }

        next?.TrySetResult(roundTrip);
        return roundTrip;
    }

    /// <summary>No pong will come any more.</summary>
    public void End(WsClosed closed)
    {
        TaskCompletionSource<TimeSpan>? next;
        lock (this)
        {
            _ended = closed;
            (next, _next) = (_next, null);
        }

        next?.TrySetException(WsClosedException.Ended(closed));
        // Whoever asked may have given up.
        _ = next?.Task.Exception;
    }

    private bool TryTake(ReadOnlySpan<byte> payload, out long left)
    {
        left = 0;
        if (payload.Length != PayloadSize)
            return false;
        ulong number = BinaryPrimitives.ReadUInt64BigEndian(payload);
        if (number > _newest || _newest - number >= Places)
            return false;

        ref long place = ref _left[(int)(number % Places)];
        (left, place) = (place, 0);
        return left != 0;
    }

    [InlineArray(Places)]
    private struct Departures
    {
        private long _first;
    }
}

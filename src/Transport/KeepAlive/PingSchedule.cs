namespace TypedWs.Transport;

/// <summary>
/// Decides when to ping and when a peer is dead; has no timer and no lock of its own. All times are timestamps and spans in a
/// <see cref="TimeProvider"/>'s units. <see cref="Received"/> is the receive loop's; everything else is guarded by the <see cref="Watchdog"/>, of which it is a mutable
/// part: not to be copied.
/// </summary>
/// <param name="interval">Time from one ping to the next; <see cref="Watchdog.Never"/> for no pings at all.</param>
/// <param name="timeout">Time from a written ping to giving up.</param>
/// <param name="now">The connection's beginning, which counts as life.</param>
internal struct PingSchedule(long interval, long timeout, long now)
{
    // Written by the receive loop, read by the timer. Any received byte is life, and so is the end of a pause of our own:
    // during it the peer had no chance to be heard.
    private long _lastLife = now;

    private bool _awaitingLife;
    private long _pingAsked = now;
    private long _pingWritten = Watchdog.Never;
    private long _pausedAt = Watchdog.Never;
    private long _lastPong;

    private readonly bool IsPaused => _pausedAt != Watchdog.Never;

    public void Received(long at) => Volatile.Write(ref _lastLife, at);

    public void Paused(long at) => _pausedAt = at;

    public void Resumed(long at)
    {
        _pausedAt = Watchdog.Never;
        Received(at);
    }

    /// <summary>
    /// The deadline runs from here, not from the decision to ping: time spent behind our own data is not the peer's. Pings that somebody else asks for meanwhile
    /// do not put it off.
    /// </summary>
    public void PingWritten(long at)
    {
        if (_pingWritten == Watchdog.Never)
            _pingWritten = at;
    }

    /// <summary>Decides. A step that is returned counts as done.</summary>
    /// <param name="at">The present.</param>
    /// <param name="lastSent">When the stream last took bytes from this side.</param>
    /// <param name="due">When to ask again.</param>
    public KeepAliveStep Next(long at, long lastSent, out long due)
    {
        due = Watchdog.Never;
        if (interval == Watchdog.Never)
            return KeepAliveStep.None;

        return IsPaused ? NextWhilePaused(at, lastSent, out due) : NextWhileReading(at, out due);
    }

    private KeepAliveStep NextWhilePaused(long at, long lastSent, out long due)
    {
        // The peer's ping may have come at any moment since our last byte, and its deadline is likely to be ours: half of it leaves time for the way.
        due = Math.Max(Math.Max(lastSent, _lastPong), _pausedAt) + timeout / 2;
        if (at < due)
            return KeepAliveStep.None;

        _lastPong = at;
        due = at + timeout / 2;
        return KeepAliveStep.Pong;
    }

    private KeepAliveStep NextWhileReading(long at, out long due)
    {
        if (_awaitingLife && Volatile.Read(ref _lastLife) < _pingAsked)
        {
            due = _pingWritten == Watchdog.Never ? Watchdog.Never : _pingWritten + timeout;
            return at >= due ? KeepAliveStep.Dead : KeepAliveStep.None;
        }

        // On the interval, also when other bytes have come: a pong is more than life, it is a measurement.
        _awaitingLife = at >= _pingAsked + interval;
        if (!_awaitingLife)
        {
            due = _pingAsked + interval;
            return KeepAliveStep.None;
        }

        _pingAsked = at;
        _pingWritten = Watchdog.Never;
        due = Watchdog.Never;
        return KeepAliveStep.Ping;
    }
}

using System.Globalization;

namespace TypedWs.Transport;

/// <summary>
/// A connection's only timer. It watches for a silent peer (ping and deadline), a write that makes no progress, and a closing
/// handshake that does not end. Any thread may call it.
/// </summary>
internal sealed class Watchdog : IDisposable
{
    /// <summary>A point in time, or a span, that is never reached; small enough to add a span to.</summary>
    public const long Never = long.MaxValue / 4;

    private readonly TimeProvider _time;
    private readonly WsConnectionOptions _options;
    private readonly WriteProgress _writes;
    private readonly IWatchdogOwner _owner;
    private readonly long _stallTimeout;
    private readonly long _longestSleep;

    // All guarded by the watchdog itself, which nobody else locks: every connection has one, idle or not, and is spared an object for it.
    private PingSchedule _pings; // But for what it leaves to the receive loop.
    private ITimer? _timer;
    private long _wakesAt = Never;
    private long _closeDeadline = Never;
    private bool _pingsStopped;
    private bool _disposed;

    public Watchdog(WsConnectionOptions options, WriteProgress writes, IWatchdogOwner owner)
    {
        _options = options;
        _time = options.TimeProvider;
        _writes = writes;
        _owner = owner;
        _stallTimeout = ToUnits(options.WriteStallTimeout);
        long interval = ToUnits(options.PingInterval);
        _pings = new PingSchedule(interval, ToUnits(options.PongTimeout), _time.GetTimestamp());
        // Waking this often finds every stalled write in time without a timer call for each write.
        _longestSleep = Math.Min(interval, _stallTimeout);
    }

    public void Start()
    {
        lock (this)
        {
            if (_disposed)
                return;
            _timer = _time.CreateTimer(static state => ((Watchdog)state!).Tick(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            WakeBy(Math.Min(_time.GetTimestamp() + _longestSleep, _closeDeadline));
        }
    }

    /// <summary>Bytes came in. Called by the receive loop once a read; takes no lock.</summary>
    public void Received() => _pings.Received(_time.GetTimestamp());

    /// <summary>The receive loop waits for its receiver and reads nothing.</summary>
    public void Pause()
    {
        lock (this)
        {
            long now = _time.GetTimestamp();
            _pings.Paused(now);
            if (_pingsStopped)
                return;
            if (_pings.Next(now, _writes.LastWritten, out long due) == KeepAliveStep.None)
                WakeBy(due);
        }
    }

    /// <summary>The receive loop reads again.</summary>
    public void Resume()
    {
        lock (this)
            _pings.Resumed(_time.GetTimestamp());
    }

    /// <summary>The peer's deadline begins.</summary>
    public void PingWritten()
    {
        lock (this)
        {
            long now = _time.GetTimestamp();
            _pings.PingWritten(now);
            WakeBy(now + ToUnits(_options.PongTimeout));
        }
    }

    /// <summary>Closing began: from here on only the close deadline and stalled writes count.</summary>
    public void StopPings()
    {
        lock (this)
            _pingsStopped = true;
    }

    /// <summary>Gives closing at most this long from now. An earlier deadline stays.</summary>
    public void CloseWithin(TimeSpan limit)
    {
        lock (this)
        {
            _closeDeadline = Math.Min(_closeDeadline, _time.GetTimestamp() + ToUnits(limit));
            WakeBy(_closeDeadline);
        }
    }

    public void Dispose()
    {
        lock (this)
        {
            _disposed = true;
            _timer?.Dispose();
        }
    }

    private void Tick()
    {
        KeepAliveStep step;
        string? stalled;
        bool closeTimedOut;
        lock (this)
        {
            if (_disposed)
                return;

            long now = _time.GetTimestamp();
            closeTimedOut = now >= _closeDeadline;
            stalled = FindStalledWrite(now, out long stallDue);
            long pingDue = Never;
            step = _pingsStopped ? KeepAliveStep.None : _pings.Next(now, _writes.LastWritten, out pingDue);

            _wakesAt = Never;
            if (!closeTimedOut && stalled is null && step != KeepAliveStep.Dead)
                WakeBy(Math.Min(Math.Min(pingDue, stallDue), Math.Min(_closeDeadline, now + _longestSleep)));
        }

        if (stalled is not null)
            _owner.OnWriteStalled(stalled);
        else if (closeTimedOut)
            _owner.OnCloseTimedOut();
        else
            Act(step);
    }

    private void Act(KeepAliveStep step)
    {
        switch (step)
        {
            case KeepAliveStep.Ping:
                _owner.SendPing();
                break;
            case KeepAliveStep.Pong:
                _owner.SendUnsolicitedPong();
                break;
            case KeepAliveStep.Dead:
                _owner.OnPongMissed($"no answer to a ping within {Seconds(_options.PongTimeout)} s");
                break;
        }
    }

    private string? FindStalledWrite(long now, out long due)
    {
        long since = _writes.WritingSince;
        due = since == 0 ? Never : since + _stallTimeout;
        return now >= due ? $"a write made no progress for {Seconds(_options.WriteStallTimeout)} s" : null;
    }

    /// <summary>Sets the timer unless it wakes early enough already. Called with the lock held.</summary>
    private void WakeBy(long due)
    {
        if (_disposed || _timer is null || due >= _wakesAt)
            return;

        _wakesAt = due;
        // Rounded up to whole milliseconds, which is what timers count in: a wake just before its time would find nothing to do.
        double milliseconds = Math.Ceiling((due - _time.GetTimestamp()) * 1000.0 / _time.TimestampFrequency);
        _timer.Change(TimeSpan.FromMilliseconds(Math.Clamp(milliseconds, 0, int.MaxValue)), Timeout.InfiniteTimeSpan);
    }

    private long ToUnits(TimeSpan span)
        => span == Timeout.InfiniteTimeSpan ? Never : (long)Math.Min(span.TotalSeconds * _time.TimestampFrequency, Never);

    private static string Seconds(TimeSpan span) => span.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
}

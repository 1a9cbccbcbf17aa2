namespace TypedWs.Transport;

// Pings and pongs: they go before queued data, and at most one of each waits.
internal sealed partial class FrameSender
{
    // The newest ping's payload, to be sent back (RFC 6455, section 5.5.3 lets the older ones go unanswered).
    private byte[] _pong = [];
    private bool _pongWanted;
    private bool _pingWanted;

    private bool HasControl => _pongWanted || _pingWanted;

    public void SendPong(ReadOnlySpan<byte> payload)
    {
        FlushDecision flush;
        lock (_gate)
        {
            if (IsClosing)
                return;
            _pong = payload.IsEmpty ? [] : payload.ToArray();
            _pongWanted = true;
            flush = DecideControlFlush();
        }

        Flush(flush);
    }

    public void SendPing()
    {
        FlushDecision flush;
        lock (_gate)
        {
            if (IsClosing)
                return;
            _pingWanted = true;
            flush = DecideControlFlush();
        }

        Flush(flush);
    }

    private FlushDecision DecideControlFlush()
    {
        if (_writing || IsHeldHere())
            return FlushDecision.None;
        _writing = true;
        return FlushDecision.Inline;
    }

    /// <summary>Puts waiting control frames into the free batch. Called with <see cref="_gate"/> held.</summary>
    private bool TakeControl()
    {
        if (!HasControl)
            return false;

        if (_pongWanted)
            _leaving.AppendPayload(WsOpcode.Pong, _pong);
        if (_pingWanted)
            _leaving.AppendPayload(WsOpcode.Ping, []);

        _leavingHasPing = _pingWanted;
        _pong = [];
        _pongWanted = _pingWanted = false;
        return true;
    }
}

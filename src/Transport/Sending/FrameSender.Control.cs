namespace TypedWs.Transport;

// Pings and pongs: they go before queued data, also between two frames of one message (RFC 6455, section 5.4), and at most one of each waits.
internal sealed partial class FrameSender
{
    // What is being written of them; made when first needed.
    private SendBatch? _control;

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

    /// <summary>Makes waiting control frames the next to be written. Called with <see cref="_gate"/> held.</summary>
    private bool TakeControl(out ReadOnlyMemory<byte> bytes)
    {
        bytes = default;
        if (!HasControl)
            return false;

        _control ??= new SendBatch(_masked, _maxFrameSize, _pool);
        if (_pongWanted)
            _control.AppendPayload(WsOpcode.Pong, _pong);
        if (_pingWanted)
        {
            Span<byte> payload = stackalloc byte[PingRoundTrips.PayloadSize];
            _roundTrips.Leave(payload);
            _control.AppendPayload(WsOpcode.Ping, payload);
        }

        bytes = _control.Written;
        _leavingHasPing = _pingWanted;
        _pong = [];
        _pongWanted = _pingWanted = false;
        return true;
    }
}

namespace TypedWs.Transport;

/// <summary>What is known of a connection's end, noted as it happens on any thread; the first of each kind counts.</summary>
internal sealed class CloseRecord
{
    private readonly Lock _gate = new();

    // All guarded by _gate.
    private (WsCloseCode Code, string Reason)? _sent;
    private (WsCloseCode Code, string Reason)? _received;
    private (string Reason, bool ByPeer)? _broken;
    private Exception? _exception;
    private bool _peerFirst;
    private bool _written;

    /// <summary>This side begins to close, or answers. False when it did before; what made it close is noted all the same.</summary>
    public bool TrySend(WsCloseCode code, string reason, Exception? exception = null)
    {
        lock (_gate)
        {
            // From here on messages are passed over: a close that began before, and ends well, is not to hide that.
            _exception ??= exception;
            if (_sent is not null)
                return false;
            _sent = (code, reason);
            return true;
        }
    }

    /// <summary>This side's close frame has reached the stream.</summary>
    public void Written()
    {
        lock (_gate)
            _written = true;
    }

    /// <summary>The peer's close frame came.</summary>
    public void Received(WsCloseCode code, string reason)
    {
        lock (_gate)
        {
            _peerFirst = _sent is null;
            _received ??= (code, reason);
        }
    }

    /// <summary>The connection broke. Ignored once both close frames have been exchanged, or something broke it before.</summary>
    public void Broke(string reason, Exception? exception, bool byPeer)
    {
        lock (_gate)
        {
            if (_broken is not null || (_received is not null && _written))
                return;
            _broken = (reason, byPeer);
            _exception ??= exception;
        }
    }

    /// <summary>How it ended, as far as is known.</summary>
    public WsClosed ToClosed()
    {
        lock (_gate)
        {
            if (_received is { } received)
                return FromPeer(received);
            if (_sent is { } sent && (_written || _broken is null))
                return new WsClosed(sent.Code, Join(sent.Reason, _broken?.Reason), ByPeer: false, Clean: false, _exception);

            (string reason, bool byPeer) = _broken ?? ("the connection ended", false);
            return new WsClosed(WsCloseCode.Abnormal, reason, byPeer, Clean: false, _exception);
        }
    }

    private WsClosed FromPeer((WsCloseCode Code, string Reason) received)
    {
        // Who only answers repeats our code, if anything; then our own reason says more.
        bool answered = !_peerFirst && _sent is not null && (received.Code == WsCloseCode.NoStatus || received.Code == _sent.Value.Code);
        string reason = received.Reason.Length == 0 && answered ? _sent!.Value.Reason : received.Reason;
        return new WsClosed(answered ? _sent!.Value.Code : received.Code, reason, _peerFirst, Clean: _written, _exception);
    }

    private static string Join(string reason, string? broken)
        => broken is null ? reason : reason.Length == 0 ? broken : $"{reason}; {broken}";
}

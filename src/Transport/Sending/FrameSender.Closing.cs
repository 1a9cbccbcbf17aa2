namespace TypedWs.Transport;

// The end of sending: a close frame behind what was accepted, or nothing any more.
internal sealed partial class FrameSender
{
    // The close frame's body while it stands behind those in line.
    private byte[]? _closePayload;
    private bool _closeAppended;
    private bool _fillingHasClose;

    // What sends meet once closing began; null while they are welcome.
    private WsClosed? _refusal;

    // Nothing is written any more.
    private bool _dead;

    /// <summary>Whether new sends are refused; a snapshot.</summary>
    public bool IsRefusing => Volatile.Read(ref _refusal) is not null;

    private bool IsClosing => _dead || _closeAppended;

    /// <summary>Refuses new sends and sends the close frame after what was accepted. Has no effect once sends are refused.</summary>
    /// <param name="payload">The close frame's body.</param>
    /// <param name="refusal">What later sends are told.</param>
    /// <param name="afterWaiting">Whether those in line still go first; otherwise they are refused.</param>
    public void Close(byte[] payload, WsClosed refusal, bool afterWaiting)
    {
        lock (_gate)
        {
            if (_refusal is not null)
                return;

            _refusal = refusal;
            _closePayload = payload;
            if (!afterWaiting)
                RefuseWaiters(refusal);
            if (_waiters.Count == 0)
                AppendClose();
        }

        FlushNow();
    }

    /// <summary>Refuses new sends from now on; what is being written goes on.</summary>
    public void Refuse(WsClosed refusal)
    {
        lock (_gate)
        {
            _refusal ??= refusal;
            RefuseWaiters(_refusal);
        }
    }

    /// <summary>Ends sending: nothing more reaches the stream, and everybody who waits is told how the connection ended.</summary>
    public void Stop(WsClosed closed)
    {
        lock (_gate)
        {
            _refusal = closed;
            Bury();
        }
    }

    /// <summary>Called with <see cref="_gate"/> held.</summary>
    private void AppendClose()
    {
        if (_closePayload is null || _dead)
            return;

        _filling.AppendPayload(WsOpcode.Close, _closePayload);
        _closePayload = null;
        _closeAppended = _fillingHasClose = true;
    }

    /// <summary>The writer's end: a failed write.</summary>
    private void Fail(Exception exception)
    {
        lock (_gate)
        {
            _refusal ??= new WsClosed(WsCloseCode.Abnormal, "a write failed", ByPeer: false, Clean: false, exception);
            _writing = false;
            Bury();
        }

        _owner.OnWriteFailed(exception);
    }

    /// <summary>Called with <see cref="_gate"/> held and <see cref="_refusal"/> set.</summary>
    private void Bury()
    {
        _dead = true;
        RefuseWaiters(_refusal!);
        while (_flushWaiters.First is { } first)
        {
            _flushWaiters.RemoveFirst();
            first.Value.TrySetException(new WsClosedException(_refusal!));
            // Whoever flushed may have given up.
            _ = first.Value.Task.Exception;
        }

        // Nothing is accepted any more, so that nothing more is compressed.
        _deflater?.Dispose();

        // A pending write still reads from its buffer: its writer gives the buffers back.
        if (_writing)
            return;
        _rest = _direct = default;
        _control?.Release();
        _filling.Release();
        _leaving.Release();
    }
}

namespace TypedWs.Transport;

// The write itself: one at a time, batch after batch, until nothing is left.
internal sealed partial class FrameSender
{
    private readonly LinkedList<FlushWaiter> _flushWaiters = [];
    private long _batchesTaken;
    private long _batchesWritten;

    // What is left of the batch, or shared frame, that is being written. Not empty only while somebody writes.
    private ReadOnlyMemory<byte> _rest;
    private bool _restHasClose;

    // Of the writer alone, without the lock.
    private WriteLimit _limit = new();
    private int _leavingLength;

    // What the write in flight carries, or completes.
    private bool _leavingIsBatch;
    private bool _leavingHasPing;
    private bool _leavingHasClose;

    /// <summary>Writes everything accepted so far.</summary>
    /// <returns>Complete when the stream has taken it.</returns>
    /// <exception cref="WsClosedException">The connection ended before.</exception>
    public ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        FlushWaiter waiter;
        bool write = false;
        lock (_gate)
        {
            if (_dead)
                return ValueTask.FromException(new WsClosedException(_refusal!));

            long target = _batchesTaken + (_direct.IsEmpty ? 0 : 1) + (_filling.Length > 0 ? 1 : 0);
            if (target == _batchesWritten)
                return ValueTask.CompletedTask;

            waiter = new FlushWaiter(target);
            _flushWaiters.AddLast(waiter);
            if (!_writing)
                _writing = write = true;
        }

        if (write)
            Pump(onSendersThread: true);
        return waiter.Task.IsCompletedSuccessfully ? ValueTask.CompletedTask : new ValueTask(waiter.Task.WaitAsync(cancellationToken));
    }

    /// <summary>Writes while there is something to write. The caller has set <see cref="_writing"/>.</summary>
    /// <param name="onSendersThread">Write once and leave what came meanwhile to a work item: a sender is not to work for the others for ever.</param>
    private void Pump(bool onSendersThread)
    {
        try
        {
            while (TakeNext(out ReadOnlyMemory<byte> bytes))
            {
                ValueTask write = WriteAsync(bytes);
                if (!write.IsCompletedSuccessfully)
                {
                    _ = PumpAsync(write);
                    return;
                }

                write.GetAwaiter().GetResult();
                Written();
                if (!onSendersThread)
                    continue;
                SendingThread.Current.Sent(_number, _progress.LastWritten, _time);
                if (HandOver())
                    return;
            }
        }
#pragma warning disable CA1031 // a stream may throw anything; whatever it is ends the connection and is reported there
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Fail(exception);
        }
    }

    private async Task PumpAsync(ValueTask write)
    {
        try
        {
            while (true)
            {
                await write.ConfigureAwait(false);
                Written();
                if (!TakeNext(out ReadOnlyMemory<byte> bytes))
                    return;
                write = WriteAsync(bytes);
            }
        }
#pragma warning disable CA1031 // a stream may throw anything; whatever it is ends the connection and is reported there
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Fail(exception);
        }
    }

    /// <summary>Finds the next bytes to write: control frames first. False when there are none; then this thread is the writer no more.</summary>
    private bool TakeNext(out ReadOnlyMemory<byte> bytes)
    {
        lock (_gate)
        {
            ReleaseWritten();
            if (_dead)
            {
                _filling.Release();
                _rest = _direct = bytes = default;
                _leaving.Release();
                _writing = false;
                return false;
            }

            if (TakeControl(out bytes))
                return true;

            if (_rest.IsEmpty && !TakeBatch())
            {
                _writing = false;
                return false;
            }

            bytes = TakePiece();
            return true;
        }
    }

    private bool TakeBatch()
    {
        if (!_direct.IsEmpty)
        {
            _rest = _direct;
            _direct = default;
        }
        else if (_filling.Length > 0)
        {
            (_filling, _leaving) = (_leaving, _filling);
            _rest = _leaving.Written;
            _restHasClose = _fillingHasClose;
            _fillingHasClose = false;
            AdmitWaiters();
            if (_waiters.Count == 0)
                AppendClose();
        }
        else
        {
            return false;
        }

        _batchesTaken++;
        return true;
    }

    /// <summary>Takes as many whole frames as one write may hold: what comes between two pieces comes between two frames.</summary>
    private ReadOnlyMemory<byte> TakePiece()
    {
        int length = FrameBorder.Find(_rest.Span, _limit.Bytes);
        ReadOnlyMemory<byte> piece = _rest[..length];
        _rest = _rest[length..];
        _leavingIsBatch = _rest.IsEmpty;
        _leavingHasClose = _restHasClose && _rest.IsEmpty;
        return piece;
    }

    /// <summary>Gives buffers back whose bytes have all been written.</summary>
    private void ReleaseWritten()
    {
        _control?.Release();
        if (_rest.IsEmpty)
            _leaving.Release();
    }

    /// <summary>Gives what came during an inline write to a work item. True when this thread is the writer no more.</summary>
    private bool HandOver()
    {
        lock (_gate)
        {
            // A batch that was begun is finished by whoever began it.
            if (_dead || !_rest.IsEmpty || !HasWork())
                return false;

            _writing = false;
            ReleaseWritten();
            if (_flushQueued)
                return true;
            _flushQueued = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        return true;
    }

    /// <summary>Notes that the write in flight is done, and tells those who wait for it.</summary>
    private void Written()
    {
        _limit.Learn(_leavingLength, _progress.Written());
        bool ping, close;
        lock (_gate)
        {
            if (_leavingIsBatch)
                _batchesWritten++;
            while (_flushWaiters.First is { } first && first.Value.Target <= _batchesWritten)
            {
                _flushWaiters.RemoveFirst();
                first.Value.TrySetResult();
            }

            (ping, close) = (_leavingHasPing, _leavingHasClose);
            _leavingIsBatch = _leavingHasPing = _leavingHasClose = false;
        }

        if (ping)
            _owner.OnPingWritten();
        if (close)
            _owner.OnCloseWritten();
    }

    private ValueTask WriteAsync(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Length > _limit.Bytes)
            return WritePiecesAsync(bytes);

        _leavingLength = bytes.Length;
        _progress.Writing();
        ValueTask write = _stream.WriteAsync(bytes, _aborted);
        if (!write.IsCompletedSuccessfully)
            return FlushAfterAsync(write);

        write.GetAwaiter().GetResult();
        // A stream may buffer (RFC 6455 knows no flush, but compressing, encrypting and piped streams do).
        return new ValueTask(_stream.FlushAsync(_aborted));
    }

    private async ValueTask FlushAfterAsync(ValueTask write)
    {
        await write.ConfigureAwait(false);
        await _stream.FlushAsync(_aborted).ConfigureAwait(false);
    }

    private async ValueTask WritePiecesAsync(ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            int length = _leavingLength = Math.Min(bytes.Length, _limit.Bytes);
            _progress.Writing();
            await _stream.WriteAsync(bytes[..length], _aborted).ConfigureAwait(false);
            bytes = bytes[length..];
        }

        await _stream.FlushAsync(_aborted).ConfigureAwait(false);
    }

    /// <summary>One who waits for batch <paramref name="target"/> to be written. Guarded by the sender's lock.</summary>
    private sealed class FlushWaiter(long target) : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public long Target { get; } = target;
    }
}

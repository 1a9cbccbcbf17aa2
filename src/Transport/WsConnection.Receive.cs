namespace TypedWs.Transport;

// The receive loop: read, parse every whole frame, hand over, flush what the hand-over sent.
public sealed partial class WsConnection
{
    // To wait without a buffer costs one more system call a read. It is done where the last wait was long, and so the next one may be, and after reads
    // without a message: a burst is read without it, and the buffer that waits for more after a burst goes back with the next ping or pong at the latest.
    private static readonly TimeSpan QuietTime = TimeSpan.FromMilliseconds(10);

    // Of the receive loop: whether a message came since it was set to false.
    private bool _sawMessage;

    // Of the receive loop: the receiver that still holds the last payload, because it did not finish before the connection was aborted.
    private Task? _unfinished;

    private enum ReceiveOutcome : byte
    {
        /// <summary>Every whole frame was taken.</summary>
        NeedMore,

        /// <summary>The receiver wants the loop to wait.</summary>
        Paused,

        /// <summary>The peer's close frame came.</summary>
        PeerClosed,

        /// <summary>This side takes no more messages, and said so with a close frame.</summary>
        GaveUp,

        /// <summary>No byte will come any more.</summary>
        StreamEnded,
    }

    /// <summary>The loop. It lives as long as the connection, and what it holds does, too: its end, and what is rare, are methods of their own.</summary>
    private async Task RunAsync(IWsReceiver receiver)
    {
        var outcome = ReceiveOutcome.StreamEnded;
        try
        {
            bool quiet = true;
            do
            {
                long waitingSince = _options.TimeProvider.GetTimestamp();
                if (quiet && _reader.IsIdle)
                {
                    _reader.ReleaseIfIdle();
                    // Waits for the next byte without a buffer. A stream that knows no such wait returns at once, which is harmless.
                    await _stream.ReadAsync(Memory<byte>.Empty, _ended.Token).ConfigureAwait(false);
                }

                int count = await _stream.ReadAsync(_reader.GetRoom(), _ended.Token).ConfigureAwait(false);
                quiet = _options.TimeProvider.GetElapsedTime(waitingSince) > QuietTime;
                outcome = Take(receiver, count, out ValueTask handOver);
                while (outcome == ReceiveOutcome.Paused)
                    outcome = await PauseAsync(handOver).ConfigureAwait(false) ? Dispatch(receiver, out handOver) : ReceiveOutcome.GaveUp;
                quiet |= !_sawMessage;
            }
            while (outcome == ReceiveOutcome.NeedMore);
        }
#pragma warning disable CA1031 // a stream may throw anything; whatever it is, it ends the connection
        catch (Exception exception)
#pragma warning restore CA1031
        {
            OnLost(exception);
            outcome = ReceiveOutcome.StreamEnded;
        }

        await EndAsync(receiver, outcome).ConfigureAwait(false);
    }

    private async Task EndAsync(IWsReceiver receiver, ReceiveOutcome outcome)
    {
        try
        {
            if (outcome == ReceiveOutcome.GaveUp)
                outcome = await DiscardAsync().ConfigureAwait(false);
            if (outcome == ReceiveOutcome.PeerClosed)
                await EndStreamAsync().ConfigureAwait(false);
        }
#pragma warning disable CA1031 // a stream may throw anything; whatever it is, it ends the connection
        catch (Exception exception)
#pragma warning restore CA1031
        {
            OnLost(exception);
        }

        await FinishAsync(receiver).ConfigureAwait(false);
    }

    private void OnLost(Exception exception) => Record.Broke("the connection was lost", exception, byPeer: true);

    /// <summary>Handles what a read has brought.</summary>
    private ReceiveOutcome Take(IWsReceiver receiver, int count, out ValueTask handOver)
    {
        if (count == 0)
        {
            handOver = default;
            Record.Broke("the peer ended the stream without a close frame", null, byPeer: true);
            return ReceiveOutcome.StreamEnded;
        }

        _watchdog.Received();
        _sawMessage = false;
        _reader.Fill(count);
        return Dispatch(receiver, out handOver);
    }

    /// <summary>Handles every whole frame that was read. Not async: that a message allocates nothing must not depend on the compiler's settings.</summary>
    private ReceiveOutcome Dispatch(IWsReceiver receiver, out ValueTask handOver)
    {
        handOver = default;
        _sender.BeginHold();
        try
        {
            while (true)
            {
                // After an abort nothing is handed over any more, though it may have been read.
                if (_tornDown)
                    return ReceiveOutcome.StreamEnded;
                switch (_reader.Read(out Memory<byte> payload))
                {
                    case FrameEvent.NeedMore:
                        return ReceiveOutcome.NeedMore;
                    case FrameEvent.Text:
                        if (HandOver(receiver, WsMessageType.Text, payload, out handOver) is { } afterText)
                            return afterText;
                        break;
                    case FrameEvent.Binary:
                        if (HandOver(receiver, WsMessageType.Binary, payload, out handOver) is { } afterBinary)
                            return afterBinary;
                        break;
                    case FrameEvent.Ping:
                        _sender.SendPong(payload.Span);
                        break;
                    case FrameEvent.Pong:
                        if (_roundTrips.Answered(payload.Span) is { } roundTrip)
                            TransportMetrics.PingAnswered(Role, roundTrip);
                        break;
                    case FrameEvent.Close:
                        OnPeerClosed(payload.Span);
                        return ReceiveOutcome.PeerClosed;
                }
            }
        }
        catch (WsProtocolException violation)
        {
            RefuseFrame(violation);
            return ReceiveOutcome.GaveUp;
        }
        finally
        {
            _sender.EndHold();
        }
    }

    /// <summary>Gives a message to the receiver; null when that is done and the next may follow.</summary>
    private ReceiveOutcome? HandOver(IWsReceiver receiver, WsMessageType type, ReadOnlyMemory<byte> payload, out ValueTask handOver)
    {
        handOver = default;
        _sawMessage = true;
        TransportMetrics.Received(Role, Route, type, payload.Length);
        try
        {
            handOver = receiver.OnMessageAsync(type, payload);
            if (!handOver.IsCompletedSuccessfully)
                return ReceiveOutcome.Paused;
            handOver.GetAwaiter().GetResult();
        }
#pragma warning disable CA1031 // a receiver is foreign code
        catch (Exception exception)
#pragma warning restore CA1031
        {
            OnReceiverFailed(exception);
            return ReceiveOutcome.GaveUp;
        }

        _sender.RenewHold();
        return null;
    }

    /// <summary>Waits for the receiver; false when it failed. An abort ends the waiting: a receiver may itself wait for the connection's end.</summary>
    private async Task<bool> PauseAsync(ValueTask handOver)
    {
        _watchdog.Pause();
        Task task = handOver.AsTask();
        try
        {
            await task.WaitAsync(_ended.Token).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException) when (_ended.IsCancellationRequested)
        {
            // The receiver may have finished in the moment of the abort: that is no failure of it.
            _unfinished = task;
            throw;
        }
#pragma warning disable CA1031 // a receiver is foreign code
        catch (Exception exception)
#pragma warning restore CA1031
        {
            OnReceiverFailed(exception);
            return false;
        }
        finally
        {
            _watchdog.Resume();
        }
    }

    private void OnReceiverFailed(Exception exception)
    {
        LogReceiverFailed(exception);
        BeginClose(WsCloseCode.InternalError, "the receiver of the message failed", afterWaiting: false, exception);
    }
}

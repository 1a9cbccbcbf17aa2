using System.Net.Sockets;

namespace TypedWs.Transport;

// The closing handshake (RFC 6455, section 7). A connection with unread bytes is never ended while a close frame is on its way:
// the reset that follows would destroy it.
public sealed partial class WsConnection
{
    // Whether this side's close frame reached the stream; false when it never will. Made by the first who knows or asks, by compare-exchange.
    private TaskCompletionSource<bool>? _closeWritten;

    /// <summary>
    /// Closes: sends what was accepted and what waits, then a close frame, refuses new sends, and reads on until the peer has closed, too.
    /// Messages that come before the peer's close frame are still handed over. A second call only waits.
    /// </summary>
    /// <param name="code">Why, in a code that may be sent: 1000 to 1003, 1007 to 1014, 3000 to 4999.</param>
    /// <param name="reason">Why, in words; at most 123 bytes of UTF-8.</param>
    /// <param name="cancellationToken">Ends the connection at once.</param>
    /// <returns>How the connection ended; the same as <see cref="Completion"/>. Never faults.</returns>
    /// <remarks>Takes <see cref="WsConnectionOptions.CloseTimeout"/> at most from the moment at which the close frame was written.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The code must not be sent (RFC 6455, section 7.4).</exception>
    /// <exception cref="ArgumentException">The reason is too long.</exception>
    public Task<WsClosed> CloseAsync(WsCloseCode code = WsCloseCode.Normal, string? reason = null, CancellationToken cancellationToken = default)
    {
        reason ??= "";
        CheckClose(code, reason);
        BeginClose(code, reason, afterWaiting: true);
        return cancellationToken.CanBeCanceled ? WaitForEndAsync(cancellationToken) : Completion;
    }

    /// <summary>Refuses what must not stand in a close frame.</summary>
    /// <exception cref="ArgumentException">The code or the reason must not be sent.</exception>
    internal static void CheckClose(WsCloseCode code, string reason)
    {
        if (!ClosePayload.IsValid(code))
        {
            throw new ArgumentOutOfRangeException(
                nameof(code), code, "The code must not stand in a close frame. Use 1000, another assigned code, or one of your own from 4000 to 4999.");
        }

        if (!ClosePayload.Fits(reason))
            throw new ArgumentException($"The reason takes more than {ClosePayload.MaxReasonBytes} bytes of UTF-8. Shorten it.", nameof(reason));
    }

    private TaskCompletionSource<bool> CloseWritten
        => _closeWritten ?? Interlocked.CompareExchange(ref _closeWritten, new(TaskCreationOptions.RunContinuationsAsynchronously), null) ?? _closeWritten;

    private async Task<WsClosed> WaitForEndAsync(CancellationToken cancellationToken)
    {
        using CancellationTokenRegistration registration = cancellationToken.UnsafeRegister(
            static connection => ((WsConnection)connection!).Abort("closing was cancelled"), this);
        return await Completion.ConfigureAwait(false);
    }

    /// <summary>Refuses new sends and puts the close frame behind what was accepted. Has no effect when closing has begun.</summary>
    private void BeginClose(WsCloseCode code, string reason, bool afterWaiting, Exception? exception = null)
    {
        if (!Record.TrySend(code, reason, exception))
            return;

        _watchdog.StopPings();
        _sender.Close(ClosePayload.Create(code, reason), Record.ToClosed(), afterWaiting);
        TryStart(DiscardingReceiver.Instance);
    }

    private void OnPeerClosed(ReadOnlySpan<byte> payload)
    {
        try
        {
            (WsCloseCode code, string reason) = ClosePayload.Parse(payload);
            Record.Received(code, reason);
            BeginClose(code, "", afterWaiting: false);
        }
        catch (WsProtocolException violation)
        {
            // A bad close frame is a close frame: none other will come, and none is waited for. With the answer both are exchanged; noted behind it, so that it is
            // the answer's code that counts.
            RefuseFrame(violation);
            Record.Received(WsCloseCode.NoStatus, "");
        }
    }

    private void RefuseFrame(WsProtocolException violation)
    {
        LogRefused((ushort)violation.Code, violation.Message);
        BeginClose(violation.Code, violation.Message, afterWaiting: false, violation);
    }

    /// <summary>After this side gave up: reads on for the peer's close frame.</summary>
    private async Task<ReceiveOutcome> DiscardAsync()
    {
        var discarder = new FrameDiscarder(_reader.MissingPayload);
        if (discarder.SeesClose(_reader.Unread))
            return OnDiscardedClose();

        while (true)
        {
            Memory<byte> room = _reader.GetDiscardRoom();
            int count = await _stream.ReadAsync(room, _ended.Token).ConfigureAwait(false);
            if (count == 0)
            {
                Record.Broke("the peer ended the stream without a close frame", null, byPeer: true);
                return ReceiveOutcome.StreamEnded;
            }

            if (discarder.SeesClose(room.Span[..count]))
                return OnDiscardedClose();
        }
    }

    private ReceiveOutcome OnDiscardedClose()
    {
        // What stands before the close frame is not more to come behind it.
        _reader.Discard();
        Record.Received(WsCloseCode.NoStatus, "");
        return ReceiveOutcome.PeerClosed;
    }

    /// <summary>Both sides have closed: the server ends the stream, the client waits for that (section 7.1.1). The close deadline limits it.</summary>
    private async Task EndStreamAsync()
    {
        // Not for ever: an abort in the moment of the peer's close frame refuses the answer, which is then never written, nor fails.
        bool written = await CloseWritten.Task.WaitAsync(_ended.Token).ConfigureAwait(false);
        if (!written || (Role == WsRole.Server && !EndWrites() && !IsMoreComing()))
            return;

        while (await _stream.ReadAsync(_reader.GetDiscardRoom(), _ended.Token).ConfigureAwait(false) > 0)
        {
            // What follows the peer's close frame has no meaning.
        }
    }

    /// <summary>Ends this side's half of the stream, where it can be ended alone: the peer's half is then read to its end.</summary>
    private bool EndWrites()
    {
        try
        {
            (_stream as NetworkStream)?.Socket.Shutdown(SocketShutdown.Send);
            return _stream is NetworkStream;
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            return false;
        }
    }

    /// <summary>Whether the peer breaks the rule that nothing follows its close frame: to end the stream under it would reset it.</summary>
    private bool IsMoreComing()
    {
        if (!_reader.Unread.IsEmpty)
            return true;

        // Not the pool's: what is left pending may still write to it, until the stream is disposed.
        ValueTask<int> read = _stream.ReadAsync(new byte[512], _ended.Token);
        if (read.IsCompletedSuccessfully)
            return read.Result > 0;

        _ = Observe(read.AsTask());
        return false;
    }

    private static async Task Observe(Task read) => await read.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private async Task FinishAsync(IWsReceiver receiver)
    {
        WsClosed closed = Record.ToClosed();
        TransportMetrics.Closed(Role);
        _watchdog.Dispose();
        _sender.Stop(closed);
        _roundTrips.End(closed);
        if (_unfinished is null)
            _reader.Release();
        else
            _ = ReleaseAfterAsync(_unfinished);

        try
        {
            await _ended.CancelAsync().ConfigureAwait(false);
            await _stream.DisposeAsync().ConfigureAwait(false);
        }
#pragma warning disable CA1031 // a stream may throw anything when disposed; it is gone either way
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogDisposeFailed(exception);
        }

        LogClosed((ushort)closed.Code, closed.Reason, closed.Clean);
        try
        {
            IWsReceiver? late = Interlocked.Exchange(ref _lateReceiver, DiscardingReceiver.Instance);
            (late ?? receiver).OnClosed(closed);
        }
#pragma warning disable CA1031 // a receiver is foreign code, and the completion never faults
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogOnClosedFailed(exception);
        }

        _completion.TrySetResult(closed);
    }

    /// <summary>Gives the buffers back when the receiver lets go of the payload that it holds.</summary>
    private async Task ReleaseAfterAsync(Task receiver)
    {
        // Its failure comes too late to matter, and must not surface as an unobserved one.
        await receiver.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _reader.Release();
    }
}

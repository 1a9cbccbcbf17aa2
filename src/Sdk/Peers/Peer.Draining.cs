using TypedWs.CompilerServices;
using TypedWs.Envelopes;
using TypedWs.Transport;

namespace TypedWs.Peers;

/// <content>The orderly end: the other side is told, and what runs may finish.</content>
public sealed partial class Peer
{
    /// <summary>
    /// Whether no handler runs, no message waits for one, and every answer is handed to the connection; open streams do not count. A snapshot: the next message may be
    /// there already.
    /// </summary>
    public bool IsQuiet => !_queue.IsBusy && Volatile.Read(ref _running) is null or { IsNone: true };

    /// <summary>
    /// Tells the other side that this one will close (<c>$/session.goaway</c>), lets handlers and messages that wait for them finish, those that still arrive among
    /// them, and closes with 1001. Open streams are not waited for: some never end.
    /// </summary>
    /// <param name="reason">Why: for the message, and for the close frame; at most 123 bytes of UTF-8.</param>
    /// <param name="deadline">Closes without waiting on: handlers that still run are cancelled when the connection has ended.</param>
    /// <param name="cancellationToken">Aborts the connection instead of waiting for the closing handshake.</param>
    /// <returns>How the connection ended.</returns>
    /// <exception cref="ArgumentException">The reason is too long.</exception>
    public async Task<WsClosed> DrainAsync(string reason, CancellationToken deadline, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reason);
        var message = new OneWay<string>(GoAwayCodec.Method, reason, Format, Trace: null);

        // Refused only where the connection ends, or the other side does not read.
        if (Connection.TrySend(TypeOf(Format), OneWay<string>.Writer, message))
            Interlocked.Increment(ref _messagesSent);
        await WhenQuietAsync(deadline).ConfigureAwait(false);
        return await CloseAsync(WsCloseCode.GoingAway, reason, cancellationToken).ConfigureAwait(false);
    }

    private async Task WhenQuietAsync(CancellationToken deadline)
    {
        var passed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using (deadline.UnsafeRegister(static state => ((TaskCompletionSource)state!).TrySetResult(), passed))
        {
            // Again and again, because requests may have come while the messages were waited for.
            while (!IsQuiet && !passed.Task.IsCompleted)
                await Task.WhenAny(Task.WhenAll(_queue.WhenIdleAsync(), Running.WhenNoneAsync()), passed.Task).ConfigureAwait(false);
        }
    }

    private bool TryReceiveGoAway(scoped in Envelope envelope)
    {
        string reason;
        try
        {
            if (!envelope.TryRead(GoAwayCodec.Method.Codec, out reason))
                return false;
        }
        catch (PayloadException e)
        {
            RejectParams(in envelope, GoAwayCodec.Method.Name, e);
            return true;
        }

        LogGoAway(_logger, reason.Length > LongestShownName ? reason[..LongestShownName] : reason);
        var ticket = RequestTicket.For(in envelope);
        if (ticket.IsAnswered)
            Reply(in ticket, Codecs.Acknowledgement, default);
        return true;
    }
}

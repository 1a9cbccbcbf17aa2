using System.Runtime.CompilerServices;
using TypedWs.CompilerServices;
using TypedWs.Envelopes;

namespace TypedWs.Peers;

/// <content>How much the other side may send. Everything here runs in the receive loop.</content>
public sealed partial class Peer
{
    private bool? _isAdmitted; // Of the message at hand, which is counted once and may be read twice.
    private ByteAdmission _bytes; // Of what arrived last: a batch is counted as a whole.

    /// <summary>Bounds what arrives; null for no bound.</summary>
    public MessageThrottle? Throttle { get; init; }

    private string Excess => _bytes switch
    {
        ByteAdmission.TooLarge => "Busy: the message is larger than the rate limit ever allows. Send less at once.",
        ByteAdmission.Exceeded => "Busy: more bytes than the rate limit allows. Try again later.",
        _ => "Busy: more messages than the rate limit allows. Try again later.",
    };

    private void CountBytes(int count) => _bytes = Throttle is null || _isClosing ? ByteAdmission.Admitted : Throttle.AdmitBytes(count);

    private bool IsAdmitted() => Throttle is null || (_isAdmitted ??= _bytes == ByteAdmission.Admitted && Throttle.TryAdmit());

    /// <returns>False where a canonical envelope turned out not to be one.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool RejectExcess(scoped in Envelope envelope)
    {
        // The fast path has not seen the end of the message, where an id may stand.
        if (envelope.IsSpeculative)
            return false;

        CountRefused(_bytes == ByteAdmission.Admitted ? "messages" : "bytes");
        ReplyError(RequestTicket.For(in envelope), new ErrorBody(ErrorCodes.Busy, Excess));
        return true;
    }

    /// <summary>Fails a call whose answer must not be read. Dropped without a word, it would be waited for until the time-out.</summary>
    /// <returns>False where the answer is within the limit.</returns>
    private bool TryRejectAnswer(PendingCall call)
    {
        if (_bytes == ByteAdmission.Admitted)
            return false;

        CountRefused("bytes");
        call.SetException(new RateLimitExceededException(call.Method, Excess));
        return true;
    }
}

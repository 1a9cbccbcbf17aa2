using TypedWs.CompilerServices;
using TypedWs.Envelopes;

namespace TypedWs.Peers;

/// <content>How many messages the other side may send. Everything here runs in the receive loop.</content>
public sealed partial class Peer
{
    private bool? _isAdmitted; // Of the message at hand, which is counted once and may be read twice.

    /// <summary>Bounds what arrives; null for no bound.</summary>
    public MessageThrottle? Throttle { get; init; }

    private bool IsAdmitted() => Throttle is null || (_isAdmitted ??= Throttle.TryAdmit());

    /// <returns>False where a canonical envelope turned out not to be one.</returns>
    private bool RejectExcess(scoped in Envelope envelope)
    {
        // The fast path has not seen the end of the message, where an id may stand.
        if (envelope.IsSpeculative)
            return false;

        ReplyError(RequestTicket.For(in envelope), new ErrorBody(ErrorCodes.Busy, "Busy: more messages than the rate limit allows. Try again later."));
        return true;
    }
}

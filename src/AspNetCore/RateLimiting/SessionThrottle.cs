using System.Threading.RateLimiting;
using Microsoft.Extensions.Logging;
using TypedWs.CompilerServices;

namespace TypedWs.AspNetCore.RateLimiting;

/// <summary>Asks the application's rate limiter about the messages of one connection, and deals with those over the limit. Called by the connection's receive loop alone.</summary>
/// <param name="session">Who sends; with several protocols, in the first of them.</param>
/// <param name="limiter">The application's.</param>
/// <param name="exceeded">What to do over the limit.</param>
/// <param name="logger">Where it logs, once.</param>
internal sealed partial class SessionThrottle(TypedWsSession session, PartitionedRateLimiter<TypedWsSession> limiter, RateLimitExceeded exceeded, ILogger logger) : MessageThrottle
{
    private bool _wasExceeded;

    public override bool TryAdmit()
    {
        using RateLimitLease lease = limiter.AttemptAcquire(session);
        if (lease.IsAcquired)
            return true;

        if (!_wasExceeded)
            OnFirstExcess();
        return false;
    }

    private void OnFirstExcess()
    {
        _wasExceeded = true;
        if (exceeded == RateLimitExceeded.Refuse)
        {
            LogRefusing(session.Id);
            return;
        }

        LogDisconnecting(session.Id);

        // Never fails: how the connection ends is told by its conversation.
        _ = session.CloseAsync(TypedWsCloseCodes.ReceiveOverflow, "More messages than the rate limit allows.", CancellationToken.None);
    }
}

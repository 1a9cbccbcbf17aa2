using System.Threading.RateLimiting;
using Microsoft.Extensions.Logging;
using TypedWs.CompilerServices;

namespace TypedWs.AspNetCore.RateLimiting;

/// <summary>Asks the application's rate limiters about what one connection sends, and deals with what is over the limit. Called by the connection's receive loop alone.</summary>
/// <param name="session">Who sends; with several protocols, in the first of them.</param>
/// <param name="messages">The application's, for messages; null for no bound.</param>
/// <param name="bytes">The application's, for bytes; null for no bound.</param>
/// <param name="exceeded">What to do over the limit.</param>
/// <param name="logger">Where it logs, once.</param>
internal sealed partial class SessionThrottle(
    TypedWsSession session,
    PartitionedRateLimiter<TypedWsSession>? messages,
    PartitionedRateLimiter<TypedWsSession>? bytes,
    RateLimitExceeded exceeded,
    ILogger logger) : MessageThrottle
{
    private bool _wasExceeded;
    private bool _wasTooLarge;

    public override bool TryAdmit()
    {
        if (messages is null || TryAcquire(messages, 1))
            return true;

        OnExcess("messages");
        return false;
    }

    public override ByteAdmission AdmitBytes(int count)
    {
        try
        {
            if (bytes is null || TryAcquire(bytes, count))
                return ByteAdmission.Admitted;
        }
        catch (ArgumentOutOfRangeException e) when (e.ActualValue is int asked && asked == count)
        {
            // So limiters say that they never have as many permits, whatever they call them; what their limit is, they do not tell.
            OnTooLarge(count);
            return ByteAdmission.TooLarge;
        }

        OnExcess("bytes");
        return ByteAdmission.Exceeded;
    }

    private bool TryAcquire(PartitionedRateLimiter<TypedWsSession> limiter, int permits)
    {
        using RateLimitLease lease = limiter.AttemptAcquire(session, permits);
        return lease.IsAcquired;
    }

    private void OnExcess(string what)
    {
        if (_wasExceeded)
            return;

        _wasExceeded = true;
        if (exceeded == RateLimitExceeded.Refuse)
        {
            LogRefusing(session.Id, what);
            return;
        }

        LogDisconnecting(session.Id, what);
        Close($"More {what} than the rate limit allows.");
    }

    private void OnTooLarge(int count)
    {
        if (_wasTooLarge)
            return;

        _wasTooLarge = true;
        LogTooLarge(session.Id, count);
        if (exceeded == RateLimitExceeded.Disconnect)
            Close("A message larger than the rate limit ever allows.");
    }

    // Never fails: how the connection ends is told by its conversation.
    private void Close(string reason) => _ = session.CloseAsync(TypedWsCloseCodes.ReceiveOverflow, reason, CancellationToken.None);
}

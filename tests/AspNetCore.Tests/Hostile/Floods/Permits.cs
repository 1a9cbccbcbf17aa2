using System.Threading.RateLimiting;
using TypedWs.AspNetCore.Tests.RateLimiting;

namespace TypedWs.AspNetCore.Tests.Hostile.Floods;

/// <summary>Bounds the messages of the attacking user alone.</summary>
internal static class Permits
{
    public static PartitionedRateLimiter<TypedWsSession> ForEachSession(int count)
        => PartitionedRateLimiter.Create<TypedWsSession, string>(session => session.UserId == "mallory"
            ? RateLimitPartition.Get(session.Id, _ => new CountedPermits(count))
            : RateLimitPartition.GetNoLimiter(""));
}

using System.Threading.RateLimiting;

namespace TypedWs.AspNetCore.Tests.RateLimiting;

/// <summary>A rate limiter that a test fills by hand.</summary>
public sealed class CountedPermits(int permits) : RateLimiter
{
    private int _permits = permits;
    private int _asked;

    public int Asked => Volatile.Read(ref _asked);

    public override TimeSpan? IdleDuration => null;

    public void Add(int count) => Interlocked.Add(ref _permits, count);

    public override RateLimiterStatistics? GetStatistics() => null;

    protected override RateLimitLease AttemptAcquireCore(int permitCount)
    {
        Interlocked.Increment(ref _asked);
        if (Interlocked.Add(ref _permits, -permitCount) >= 0)
            return new Lease(true);

        Interlocked.Add(ref _permits, permitCount);
        return new Lease(false);
    }

    protected override ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken)
        => throw new NotSupportedException("A receive loop must not wait.");

    private sealed class Lease(bool isAcquired) : RateLimitLease
    {
        public override bool IsAcquired => isAcquired;

        public override IEnumerable<string> MetadataNames => [];

        public override bool TryGetMetadata(string metadataName, out object? metadata)
        {
            metadata = null;
            return false;
        }
    }
}

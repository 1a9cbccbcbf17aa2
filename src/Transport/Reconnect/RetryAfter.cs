using System.Globalization;

namespace TypedWs.Transport;

/// <summary>The <c>Retry-After</c> header (RFC 9110, section 10.2.3): seconds, or a date.</summary>
internal static class RetryAfter
{
    // A server's mistake must not put its clients to sleep for a year.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    public static TimeSpan? Find(WsException error, DateTimeOffset now)
    {
        if (error is not WsHandshakeException { Headers: { } headers } || !headers.TryGetValue("Retry-After", out string? value))
            return null;
        if (long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out long seconds))
            return TimeSpan.FromSeconds(Math.Min(seconds, int.MaxValue));
        if (!DateTimeOffset.TryParseExact(value, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset date))
            return null;
        return date > now ? date - now : TimeSpan.Zero;
    }

    /// <summary>What a policy of ours heeds.</summary>
    public static TimeSpan? Bounded(WsReconnectContext context)
        => context.RetryAfter is { } asked && asked > Longest ? Longest : context.RetryAfter;
}

using Microsoft.Extensions.Logging;

namespace TypedWs.AspNetCore.RateLimiting;

internal partial class SessionThrottle
{
    [LoggerMessage(
        EventId = 352,
        Level = LogLevel.Warning,
        Message = "Session {SessionId} sends more {What} than the rate limit allows: requests are answered with busy, one-way messages dropped, streams aborted. "
            + "This is logged once for a session.")]
    private partial void LogRefusing(string sessionId, string what);

    [LoggerMessage(EventId = 353, Level = LogLevel.Warning, Message = "Session {SessionId} sends more {What} than the rate limit allows and is closed with 4429.")]
    private partial void LogDisconnecting(string sessionId, string what);

    [LoggerMessage(
        EventId = 354,
        Level = LogLevel.Warning,
        Message = "Session {SessionId} sent {Bytes} bytes at once, more than TypedWsServerOptions.ByteRateLimiter ever permits, and is refused each time. "
            + "Raise that limit, or lower Connection.MaxMessageSize to it. This is logged once for a session.")]
    private partial void LogTooLarge(string sessionId, int bytes);
}

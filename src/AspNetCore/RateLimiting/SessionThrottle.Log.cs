using Microsoft.Extensions.Logging;

namespace TypedWs.AspNetCore.RateLimiting;

internal partial class SessionThrottle
{
    [LoggerMessage(
        EventId = 352,
        Level = LogLevel.Warning,
        Message = "Session {SessionId} sends more messages than the rate limit allows: requests are answered with busy, one-way messages dropped. This is logged once for a session.")]
    private partial void LogRefusing(string sessionId);

    [LoggerMessage(EventId = 353, Level = LogLevel.Warning, Message = "Session {SessionId} sends more messages than the rate limit allows and is closed with 4429.")]
    private partial void LogDisconnecting(string sessionId);
}

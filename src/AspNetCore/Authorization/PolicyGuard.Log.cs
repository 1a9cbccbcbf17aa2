using Microsoft.Extensions.Logging;

namespace TypedWs.AspNetCore.Authorization;

internal partial class PolicyGuard
{
    [LoggerMessage(
        EventId = 351,
        Level = LogLevel.Information,
        Message = "Session {SessionId} may not send {Method}: the policy {Policy} does not admit its user. A request is answered with -32011, a one-way message dropped.")]
    private partial void LogRefused(string sessionId, string method, string policy);
}

using Microsoft.Extensions.Logging;

namespace TypedWs.AspNetCore.Sessions;

internal partial class ProtocolHub
{
    [LoggerMessage(
        EventId = 301,
        Level = LogLevel.Warning,
        Message = "Session {SessionId} of {Protocol} does not read fast enough for its audience and is disconnected.")]
    private partial void LogDisconnecting(string sessionId, string protocol);

    [LoggerMessage(
        EventId = 302,
        Level = LogLevel.Warning,
        Message = "Session {SessionId} of {Protocol} does not read fast enough for its audience and misses messages. "
            + "How many is counted, and logged when the session ends.")]
    private partial void LogDropping(string sessionId, string protocol);
}

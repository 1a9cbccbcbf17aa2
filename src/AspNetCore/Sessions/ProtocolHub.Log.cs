using Microsoft.Extensions.Logging;

namespace TypedWs.AspNetCore.Sessions;

internal partial class ProtocolHub
{
    [LoggerMessage(
        EventId = 301,
        Level = LogLevel.Warning,
        Message = "Session {SessionId} of {Protocol} does not read fast enough and is disconnected.")]
    private partial void LogDisconnecting(string sessionId, string protocol);

    [LoggerMessage(
        EventId = 302,
        Level = LogLevel.Warning,
        Message = "Session {SessionId} of {Protocol} does not read fast enough and misses messages. "
            + "How many is counted, and logged when the session ends.")]
    private partial void LogDropping(string sessionId, string protocol);

    [LoggerMessage(EventId = 303, Level = LogLevel.Error, Message = "The handler's OnDropped failed for session {SessionId} of {Protocol}.")]
    private partial void LogObserverFailed(Exception exception, string sessionId, string protocol);
}

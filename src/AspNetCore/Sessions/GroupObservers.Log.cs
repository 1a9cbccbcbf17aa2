using Microsoft.Extensions.Logging;

namespace TypedWs.AspNetCore.Sessions;

internal partial class GroupObservers
{
    [LoggerMessage(EventId = 341, Level = LogLevel.Error, Message = "{Method} of a group observer failed for session {SessionId}.")]
    private partial void LogFailed(Exception exception, string method, string sessionId);

    [LoggerMessage(
        EventId = 342,
        Level = LogLevel.Warning,
        Message = "The groups of session {SessionId} change faster than the group observers can be told (TypedWsServerOptions.MaxWaitingGroupChanges); it leaves them and is closed with 4429.")]
    public partial void LogGivenUp(string sessionId);
}

using Microsoft.Extensions.Logging;

namespace TypedWs.AspNetCore.Conversations;

internal partial class ServerConversation
{
    [LoggerMessage(EventId = 311, Level = LogLevel.Debug, Message = "Session {SessionId} began; the server writes {Format}.")]
    private partial void LogBegan(string sessionId, WireFormat format);

    [LoggerMessage(
        EventId = 312,
        Level = LogLevel.Debug,
        Message = "Session {SessionId} ended with {CloseCode} ({CloseReason}); it missed {MissedMessages} messages.")]
    private partial void LogEnded(string sessionId, int closeCode, string closeReason, long missedMessages);

    [LoggerMessage(EventId = 313, Level = LogLevel.Error, Message = "The handler's OnDisconnectedAsync failed for session {SessionId}.")]
    private partial void LogDisconnectedHookFailed(Exception exception, string sessionId);

    [LoggerMessage(EventId = 314, Level = LogLevel.Debug, Message = "Session {SessionId} has reached its maximum age and is closed.")]
    private partial void LogRetired(string sessionId);

    [LoggerMessage(EventId = 315, Level = LogLevel.Debug, Message = "Session {SessionId} was idle for too long and is closed with 4408.")]
    private partial void LogIdle(string sessionId);
}

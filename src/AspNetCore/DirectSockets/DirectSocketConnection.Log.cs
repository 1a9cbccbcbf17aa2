using Microsoft.Extensions.Logging;

namespace TypedWs.AspNetCore.DirectSockets;

internal sealed partial class DirectSocketConnection
{
    [LoggerMessage(EventId = 361, Level = LogLevel.Error, Message = "A listener to the end of connection {ConnectionId} failed")]
    private partial void LogListenerFailed(Exception exception, string connectionId);
}

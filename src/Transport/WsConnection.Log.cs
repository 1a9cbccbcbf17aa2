using Microsoft.Extensions.Logging;

namespace TypedWs.Transport;

// Never a payload, never a header.
public sealed partial class WsConnection
{
    [LoggerMessage(1, LogLevel.Warning, "Closing with {Code}: {Reason}.", EventName = "Refused")]
    private partial void LogRefused(ushort code, string reason);

    [LoggerMessage(2, LogLevel.Error, "The receiver of a message failed; closing with 1011.", EventName = "ReceiverFailed")]
    private partial void LogReceiverFailed(Exception exception);

    [LoggerMessage(3, LogLevel.Error, "IWsReceiver.OnClosed failed; the connection is closed all the same.", EventName = "OnClosedFailed")]
    private partial void LogOnClosedFailed(Exception exception);

    [LoggerMessage(4, LogLevel.Warning, "Giving the connection up: {Reason}.", EventName = "GaveUp")]
    private partial void LogGaveUp(string reason);

    [LoggerMessage(5, LogLevel.Debug, "Closed with {Code} ({Reason}); closing handshake complete: {Clean}.", EventName = "Closed")]
    private partial void LogClosed(ushort code, string reason, bool clean);

    [LoggerMessage(6, LogLevel.Debug, "Disposing the stream failed.", EventName = "DisposeFailed")]
    private partial void LogDisposeFailed(Exception exception);
}

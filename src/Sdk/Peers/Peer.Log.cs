using Microsoft.Extensions.Logging;

namespace TypedWs.Peers;

/// <content>Logs. They name methods and codes, never payloads.</content>
public sealed partial class Peer
{
    [LoggerMessage(200, LogLevel.Error, "The handler of {Method} failed.")]
    private static partial void LogHandlerFailed(ILogger logger, string method, Exception exception);

    [LoggerMessage(201, LogLevel.Warning, "The handler of {Method} held up the receive loop for {Milliseconds} ms. Await instead of blocking, or set PeerOptions.RunHandlersInline to false.")]
    private static partial void LogHandlerBlocked(ILogger logger, string method, long milliseconds);

    [LoggerMessage(202, LogLevel.Warning, "The other side sent {Method}, which nothing handles here.")]
    private static partial void LogUnknownMethod(ILogger logger, string method);

    [LoggerMessage(203, LogLevel.Warning, "Refused the parameters of {Method}: {Problem}")]
    private static partial void LogInvalidParams(ILogger logger, string method, string problem);

    [LoggerMessage(204, LogLevel.Warning, "Refused a message that is no envelope ({Code}): {Problem}")]
    private static partial void LogInvalidEnvelope(ILogger logger, int code, string problem);

    [LoggerMessage(205, LogLevel.Debug, "Dropped an answer that is malformed.")]
    private static partial void LogMalformedReply(ILogger logger);

    [LoggerMessage(206, LogLevel.Debug, "Dropped an answer to a request that was not made here: {Id}.")]
    private static partial void LogUnknownReply(ILogger logger, string id);

    [LoggerMessage(207, LogLevel.Debug, "Dropped the late answer to the cancelled or timed-out request {Id}.")]
    private static partial void LogLateReply(ILogger logger, long id);

    [LoggerMessage(208, LogLevel.Warning, "Answered {Method} with busy: {Limit} requests are running (PeerOptions.MaxConcurrentRequests).")]
    private static partial void LogBusy(ILogger logger, string method, int limit);

    [LoggerMessage(209, LogLevel.Error, "A reply of type {ReplyType} could not be written; the caller gets an internal error.")]
    private static partial void LogReplyFailed(ILogger logger, string replyType, Exception exception);

    [LoggerMessage(210, LogLevel.Error, "The connected hook failed; the connection closes with 1011.")]
    private static partial void LogConnectedHookFailed(ILogger logger, Exception exception);

    [LoggerMessage(211, LogLevel.Error, "A callback on the session's Disconnected token failed.")]
    private static partial void LogDisconnectedCallbackFailed(ILogger logger, Exception exception);

    [LoggerMessage(212, LogLevel.Error, "More one-way messages wait for their handlers than {Factor} times {Messages} messages or {Bytes} bytes, while a request of ours is pending; the connection closes with 4429.")]
    private static partial void LogReceiveOverflow(ILogger logger, int messages, int bytes, int factor);

    [LoggerMessage(213, LogLevel.Warning, "Answered {Method} with busy: {Limit} streams are open (PeerOptions.MaxOpenStreams).")]
    private static partial void LogTooManyStreams(ILogger logger, string method, int limit);

    [LoggerMessage(214, LogLevel.Debug, "The other side will close the connection soon: {Reason}")]
    private static partial void LogGoAway(ILogger logger, string reason);

    [LoggerMessage(220, LogLevel.Error, "RemoteException<{ErrorType}> was thrown to answer {Method}, which {Problem}. The caller gets an internal error.")]
    private static partial void LogUndeclaredError(ILogger logger, string errorType, string method, string problem, Exception exception);

    [LoggerMessage(221, LogLevel.Warning, "The data of the error {Code} that answers {Method} was left out, because it cannot be written as {Format}: {Problem}")]
    private static partial void LogErrorDataLeftOut(ILogger logger, int code, string method, WireFormat format, string problem);

    [LoggerMessage(222, LogLevel.Warning, "The data of the error {Code} that answers {Method} is not what the contract says, so that the error arrives without a type: {Problem}")]
    private static partial void LogUnreadableError(ILogger logger, int code, string method, string problem);
}

using Microsoft.Extensions.Logging;

namespace TypedWs.AspNetCore.Endpoint;

internal partial class TypedWsEndpoint
{
    [LoggerMessage(EventId = 321, Level = LogLevel.Debug, Message = "A handshake was refused with {StatusCode}: {Reason}")]
    private static partial void LogRefused(ILogger logger, int statusCode, string reason);

    [LoggerMessage(
        EventId = 322,
        Level = LogLevel.Information,
        Message = "A client asked for other contracts than {Served} and was closed with 4406. Its build does not fit this server.")]
    private static partial void LogContractMismatch(ILogger logger, string served);

    [LoggerMessage(
        EventId = 323,
        Level = LogLevel.Information,
        Message = "The client of session {SessionId} has another build of {Protocol}/{Version}; the fingerprint here is {Fingerprint}. "
            + "Messages that changed may not be understood.")]
    private static partial void LogOtherFingerprint(ILogger logger, string sessionId, string protocol, int version, string fingerprint);
}

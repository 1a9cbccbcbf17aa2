using Microsoft.Extensions.Logging;

namespace TypedWs.Transport;

// The handler is foreign code: what it throws must not end a connection that works, or the attempts to get one.
public sealed partial class WsClient
{
    private readonly ILogger _logger;

    private void Tell(Action<IWsClientHandler> call) => Tell(static (handler, inner) => inner(handler), call);

    private void Tell<T>(Action<IWsClientHandler, T> call, T argument)
    {
        try
        {
            call(_handler, argument);
        }
#pragma warning disable CA1031 // see above
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogHandlerFailed(exception);
        }
    }

    [LoggerMessage(21, LogLevel.Warning, "{Count} accepted messages, which no connection had taken, were thrown away. {Reason}", EventName = "ThrownAway")]
    private partial void LogThrownAway(int count, string reason);

    [LoggerMessage(20, LogLevel.Error, "A member of the client's handler failed; the client goes on.", EventName = "HandlerFailed")]
    private partial void LogHandlerFailed(Exception exception);
}

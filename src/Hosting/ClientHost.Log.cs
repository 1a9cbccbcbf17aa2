using Microsoft.Extensions.Logging;

namespace TypedWs.Hosting;

internal sealed partial class ClientHost<TClient>
{
    [LoggerMessage(260, LogLevel.Information, "{Client} is connected to {Address}.")]
    private partial void LogConnected(string client, string address);

    [LoggerMessage(261, LogLevel.Error, "{Client} has no connection to {Address}, and no further attempt follows; the application goes on. Call its ConnectAsync to try again.")]
    private partial void LogGaveUp(Exception exception, string client, string address);

    [LoggerMessage(262, LogLevel.Information, "{Client} is closed: the application stops.")]
    private partial void LogClosed(string client);

    [LoggerMessage(263, LogLevel.Warning, "{Client} did not close before the host's shutdown time was over, and was aborted.")]
    private partial void LogAborted(string client);
}

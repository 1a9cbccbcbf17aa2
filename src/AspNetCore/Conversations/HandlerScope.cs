using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TypedWs.AspNetCore.Endpoint;
using TypedWs.CompilerServices;

namespace TypedWs.AspNetCore.Conversations;

/// <summary>The handler of one message and the dependency injection scope that it lives in; both end with <see cref="DisposeAsync"/>. Used by one message.</summary>
internal sealed partial class HandlerScope(AsyncServiceScope scope, ServedProtocol protocol, ILogger logger) : MessageScope
{
    private object? _handler;
    private bool _isOurs; // Made here, not by the container, which disposes of its own.

    public override object Handler => _handler ?? throw new InvalidOperationException("The handler is not made yet.");

    public void MakeHandler() => _handler = protocol.GetHandler(scope.ServiceProvider, out _isOurs);

    public override async ValueTask DisposeAsync()
    {
        try
        {
            await using (scope.ConfigureAwait(false))
            {
                if (_isOurs && _handler is IAsyncDisposable asyncDisposable)
                    await asyncDisposable.DisposeAsync().ConfigureAwait(false);
                else if (_isOurs)
                    (_handler as IDisposable)?.Dispose();
            }
        }
#pragma warning disable CA1031 // The application's code may throw anything; what the handler did stands, and is answered.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogDisposalFailed(logger, exception, protocol.HandlerType.Name);
        }
    }

    [LoggerMessage(
        EventId = 316,
        Level = LogLevel.Error,
        Message = "{Handler}, or something in its dependency injection scope, failed to be disposed of after a message. What the message was answered with stands.")]
    private static partial void LogDisposalFailed(ILogger logger, Exception exception, string handler);
}

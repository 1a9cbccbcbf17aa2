using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TypedWs.AspNetCore.Endpoint;
using TypedWs.CompilerServices;

namespace TypedWs.AspNetCore.Conversations;

/// <summary>Gives each message of a protocol a handler from a dependency injection scope of its own. Immutable and thread-safe.</summary>
internal sealed class HandlerScopes(IServiceScopeFactory scopes, ServedProtocol protocol, ILogger logger) : MessageScopes
{
    public override async ValueTask<MessageScope> OpenAsync()
    {
        var scope = new HandlerScope(scopes.CreateAsyncScope(), protocol, logger);
        try
        {
            scope.MakeHandler();
            return scope;
        }
        catch
        {
            await scope.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}

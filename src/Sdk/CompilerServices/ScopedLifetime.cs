using TypedWs.Transport;

namespace TypedWs.CompilerServices;

/// <summary>Tells a handler that is made for the purpose, each time anew. Thread-safe.</summary>
internal sealed class ScopedLifetime<TSession>(MessageScopes scopes) : ISessionLifetime<TSession>
    where TSession : TypedWsSession
{
    public async ValueTask OnConnectedAsync(TSession session, CancellationToken cancellationToken)
    {
        MessageScope scope = await scopes.OpenAsync().ConfigureAwait(false);
        await using (scope.ConfigureAwait(false))
        {
            if (scope.Handler is ISessionLifetime<TSession> handler)
                await handler.OnConnectedAsync(session, cancellationToken).ConfigureAwait(false);
        }
    }

    public async ValueTask OnDisconnectedAsync(TSession session, WsClosed closed)
    {
        MessageScope scope = await scopes.OpenAsync().ConfigureAwait(false);
        await using (scope.ConfigureAwait(false))
        {
            if (scope.Handler is ISessionLifetime<TSession> handler)
                await handler.OnDisconnectedAsync(session, closed).ConfigureAwait(false);
        }
    }
}

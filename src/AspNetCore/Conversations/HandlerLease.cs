using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;

namespace TypedWs.AspNetCore.Conversations;

/// <summary>The handler of one conversation and the dependency injection scope that it lives in; both end with <see cref="DisposeAsync"/>.</summary>
internal sealed class HandlerLease<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THandler> : IAsyncDisposable
    where THandler : class
{
    private static readonly ObjectFactory<THandler> Create = ActivatorUtilities.CreateFactory<THandler>([]);

    private readonly AsyncServiceScope _scope;
    private readonly bool _isOurs; // Made here, not by the container, which disposes of its own.

    private HandlerLease(AsyncServiceScope scope, THandler handler, bool isOurs)
    {
        _scope = scope;
        Handler = handler;
        _isOurs = isOurs;
    }

    public THandler Handler { get; }

    /// <summary>Opens a scope and takes the handler from it: the registered one, or else a new one with what its constructor asks for.</summary>
    public static async ValueTask<HandlerLease<THandler>> OpenAsync(IServiceScopeFactory scopes)
    {
        AsyncServiceScope scope = scopes.CreateAsyncScope();
        try
        {
            return scope.ServiceProvider.GetService<THandler>() is { } registered
                ? new HandlerLease<THandler>(scope, registered, isOurs: false)
                : new HandlerLease<THandler>(scope, Create(scope.ServiceProvider, null), isOurs: true);
        }
        catch
        {
            await scope.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await using (_scope.ConfigureAwait(false))
        {
            if (!_isOurs)
                return;

            if (Handler is IAsyncDisposable asyncDisposable)
                await asyncDisposable.DisposeAsync().ConfigureAwait(false);
            else
                (Handler as IDisposable)?.Dispose();
        }
    }
}

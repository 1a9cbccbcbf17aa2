using Microsoft.Extensions.DependencyInjection;
using TypedWs.AspNetCore.Endpoint;

namespace TypedWs.AspNetCore.Conversations;

/// <summary>The handlers of one conversation and the dependency injection scope that they live in; all end with <see cref="DisposeAsync"/>. Used by one request.</summary>
internal sealed class HandlerLease : IAsyncDisposable
{
    private readonly AsyncServiceScope _scope;
    private List<object>? _ours; // Made here, not by the container, which disposes of its own.

    private HandlerLease(AsyncServiceScope scope, object[] handlers)
    {
        _scope = scope;
        Handlers = handlers;
    }

    /// <summary>A handler for each protocol, in their order.</summary>
    public IReadOnlyList<object> Handlers { get; }

    /// <summary>Opens a scope and takes the handlers from it.</summary>
    public static async ValueTask<HandlerLease> OpenAsync(IServiceScopeFactory scopes, IReadOnlyList<ServedProtocol> protocols)
    {
        object[] handlers = new object[protocols.Count];
        var lease = new HandlerLease(scopes.CreateAsyncScope(), handlers);
        try
        {
            for (int i = 0; i < handlers.Length; i++)
            {
                handlers[i] = protocols[i].GetHandler(lease._scope.ServiceProvider, out bool isOurs);
                if (isOurs)
                    (lease._ours ??= []).Add(handlers[i]);
            }

            return lease;
        }
        catch
        {
            await lease.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await using (_scope.ConfigureAwait(false))
            await DisposeOursAsync(_ours?.Count - 1 ?? -1).ConfigureAwait(false);
    }

    /// <summary>The last one first, as a scope does; one that fails keeps none of the others from it.</summary>
    private async ValueTask DisposeOursAsync(int index)
    {
        if (index < 0)
            return;

        try
        {
            if (_ours![index] is IAsyncDisposable asyncDisposable)
                await asyncDisposable.DisposeAsync().ConfigureAwait(false);
            else
                (_ours[index] as IDisposable)?.Dispose();
        }
        finally
        {
            await DisposeOursAsync(index - 1).ConfigureAwait(false);
        }
    }
}

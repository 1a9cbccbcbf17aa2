using Microsoft.Extensions.DependencyInjection;
using TypedWs.AspNetCore.Endpoint;

namespace TypedWs.AspNetCore.Conversations;

/// <summary>
/// The handlers that live as long as one conversation and the dependency injection scope that they live in; all end with <see cref="DisposeAsync"/>. Used by one request.
/// </summary>
internal sealed class HandlerLease : IAsyncDisposable
{
    private readonly AsyncServiceScope? _scope; // Null where no handler lives as long.
    private readonly Dictionary<ServedProtocol, object> _handlers = [];
    private List<object>? _ours; // Made here, not by the container, which disposes of its own.

    private HandlerLease(AsyncServiceScope? scope) => _scope = scope;

    /// <summary>Opens a scope and takes the handlers from it.</summary>
    public static async ValueTask<HandlerLease> OpenAsync(IServiceScopeFactory scopes, IReadOnlyList<ServedProtocol> protocols)
    {
        var lease = new HandlerLease(protocols.Count > 0 ? scopes.CreateAsyncScope() : null);
        try
        {
            foreach (ServedProtocol protocol in protocols)
                lease.Add(protocol);
            return lease;
        }
        catch
        {
            await lease.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>The handler of one of the protocols.</summary>
    public object HandlerOf(ServedProtocol protocol) => _handlers[protocol];

    public async ValueTask DisposeAsync()
    {
        if (_scope is not { } scope)
            return;

        await using (scope.ConfigureAwait(false))
            await DisposeOursAsync(_ours?.Count - 1 ?? -1).ConfigureAwait(false);
    }

    private void Add(ServedProtocol protocol)
    {
        object handler = protocol.GetHandler(_scope!.Value.ServiceProvider, out bool isOurs);
        _handlers.Add(protocol, handler);
        if (isOurs)
            (_ours ??= []).Add(handler);
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

using Microsoft.Extensions.DependencyInjection;
using TypedWs.AspNetCore.Endpoint;

namespace TypedWs.AspNetCore.Conversations;

/// <summary>
/// The handlers that live as long as one conversation and the dependency injection scope that they live in; all end with <see cref="DisposeAsync"/>. Used by one request.
/// </summary>
internal sealed class HandlerLease : IAsyncDisposable
{
    private readonly AsyncServiceScope? _scope; // Null where no handler lives as long.
    private readonly Leased[] _handlers;
    private int _count; // Of those made so far.

    private HandlerLease(AsyncServiceScope? scope, int capacity)
    {
        _scope = scope;
        _handlers = new Leased[capacity];
    }

    /// <summary>Opens a scope and takes the handlers from it.</summary>
    public static async ValueTask<HandlerLease> OpenAsync(IServiceScopeFactory scopes, IReadOnlyList<ServedProtocol> protocols)
    {
        var lease = new HandlerLease(protocols.Count > 0 ? scopes.CreateAsyncScope() : null, protocols.Count);
        try
        {
            for (int i = 0; i < protocols.Count; i++)
                lease.Add(protocols[i]);
            return lease;
        }
        catch
        {
            await lease.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>The handler of one of the protocols.</summary>
    /// <exception cref="InvalidOperationException">It is none of them.</exception>
    public object HandlerOf(ServedProtocol protocol)
    {
        foreach (Leased leased in _handlers)
        {
            if (leased.Protocol == protocol)
                return leased.Handler;
        }

        throw new InvalidOperationException($"{protocol.HandlerType.Name} is not leased to this conversation.");
    }

    public async ValueTask DisposeAsync()
    {
        if (_scope is not { } scope)
            return;

        await using (scope.ConfigureAwait(false))
            await DisposeOursAsync(_count - 1).ConfigureAwait(false);
    }

    private void Add(ServedProtocol protocol)
    {
        object handler = protocol.GetHandler(_scope!.Value.ServiceProvider, out bool isOurs);
        _handlers[_count++] = new Leased(protocol, handler, isOurs);
    }

    /// <summary>The last one first, as a scope does; one that fails keeps none of the others from it.</summary>
    private async ValueTask DisposeOursAsync(int index)
    {
        if (index < 0)
            return;

        try
        {
            Leased leased = _handlers[index];
            if (leased.IsOurs && leased.Handler is IAsyncDisposable asyncDisposable)
                await asyncDisposable.DisposeAsync().ConfigureAwait(false);
            else if (leased.IsOurs)
                (leased.Handler as IDisposable)?.Dispose();
        }
        finally
        {
            await DisposeOursAsync(index - 1).ConfigureAwait(false);
        }
    }

    // Ours are those that were made here, not by the container, which disposes of its own.
    private readonly record struct Leased(ServedProtocol Protocol, object Handler, bool IsOurs);
}

using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using TypedWs.AspNetCore.DirectSockets;

namespace TypedWs.AspNetCore.Tests.DirectSockets;

/// <summary>The connections of the requests to a server, in their order; null where one is not of this transport.</summary>
internal sealed class SeenConnections
{
    private readonly Channel<DirectSocketConnection?> _connections = Channel.CreateUnbounded<DirectSocketConnection?>();

    public void Watch(WebApplication app) => app.Use((context, next) =>
    {
        _connections.Writer.TryWrite((DirectSocketConnection?)context.Features.Get<IDetachableConnection>());
        return next(context);
    });

    public Task<DirectSocketConnection?> NextAsync() => _connections.Soon();
}

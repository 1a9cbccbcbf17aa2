using TypedWs.Transport;

namespace TypedWs.AspNetCore.Tests;

public sealed class SideHandler(LabProbe probe, LabScope scope) : ISideServerHandler, ISessionLifetime<SideSession>, IAsyncDisposable
{
    public const string Item = "item";

    public ValueTask OnConnectedAsync(SideSession session, CancellationToken cancellationToken)
        => session.Items.ContainsKey("refuse side") ? throw new InvalidOperationException("refused") : probe.Order.Writer.WriteAsync("side connected", cancellationToken);

    public ValueTask OnDisconnectedAsync(SideSession session, WsClosed closed) => probe.Order.Writer.WriteAsync("side disconnected");

    public ValueTask<Surroundings> OnLookAroundAsync(LookAround message, SideSession session, CancellationToken cancellationToken)
        => ValueTask.FromResult(new Surroundings(session.Id, session.RemoteAddress?.ToString(), session.Items.TryGetValue(Item, out object? item) ? item as string : null, probe.LastScope == scope));

    public ValueTask DisposeAsync() => probe.Disposed.Writer.WriteAsync("side handler");
}

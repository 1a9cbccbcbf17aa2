using TypedWs.Transport;

namespace TypedWs.AspNetCore.Tests;

public sealed class LabHandler(LabProbe probe, LabScope scope) : ILabServerHandler, ISessionLifetime<LabSession>, IDropObserver<LabSession>, IDisposable
{
    public const string Secret = "the handler's secret";

    private readonly int _id = probe.NextHandlerId();

    public async ValueTask OnConnectedAsync(LabSession session, CancellationToken cancellationToken)
    {
        probe.LastScope = scope;
        await probe.Order.Writer.WriteAsync("lab connected", cancellationToken);
        await probe.Connected.Writer.WriteAsync(session, cancellationToken);
        if (probe.OnConnected is { } hook)
            await hook(session, cancellationToken);
    }

    public async ValueTask OnDisconnectedAsync(LabSession session, WsClosed closed)
    {
        Assert.False(scope.IsDisposed);
        await probe.Order.Writer.WriteAsync("lab disconnected");
        await probe.Disconnected.Writer.WriteAsync(closed);
        if (probe.OnDisconnected is { } hook)
            await hook(session);
    }

    public async ValueTask<Echoed> OnEchoAsync(Echo message, LabSession session, CancellationToken cancellationToken)
    {
        if (probe.OnEcho is { } hook)
            await hook(session, cancellationToken);
        return new Echoed(string.Concat(Enumerable.Repeat(message.Text, message.Times)));
    }

    public ValueTask<Identity> OnWhoAmIAsync(WhoAmI message, LabSession session, CancellationToken cancellationToken)
        => ValueTask.FromResult(new Identity(session.Id, session.UserId, _id));

    public ValueTask OnEnterAsync(Enter message, LabSession session, CancellationToken cancellationToken)
    {
        session.JoinGroup(message.Group);
        return ValueTask.CompletedTask;
    }

    public ValueTask OnDepartAsync(Depart message, LabSession session, CancellationToken cancellationToken)
    {
        session.LeaveGroup(message.Group);
        return ValueTask.CompletedTask;
    }

    public ValueTask OnPublishAsync(Publish message, LabSession session, CancellationToken cancellationToken)
        => session.Group(message.Group).Except(session).SendPublishedAsync(message.Text, cancellationToken);

    public ValueTask OnFailAsync(Fail message, LabSession session, CancellationToken cancellationToken)
        => throw new InvalidOperationException(Secret);

    public ValueTask<Echoed> OnReserveAsync(Reserve message, LabSession session, CancellationToken cancellationToken)
        => message.Seats > 0
            ? throw new RemoteException<SoldOut>($"{message.Show} is sold out.", new SoldOut(message.Show, [new DateOnly(2026, 2, 1)]))
            : throw new RemoteException<Closed>("The box office is closed.", new Closed());

    public async ValueTask OnStallAsync(Stall message, LabSession session, CancellationToken cancellationToken)
        => await Task.Delay(Timeout.Infinite, cancellationToken);

    public IAsyncEnumerable<Counted> OnCountAsync(Count message, LabSession session, CancellationToken cancellationToken)
        => LabStreams.CountAsync(message, cancellationToken);

    public ValueTask<Summed> OnSumAsync(Sum message, IAsyncEnumerable<int> stream, LabSession session, CancellationToken cancellationToken)
        => LabStreams.SumAsync(message, stream, cancellationToken);

    public ValueTask OnDropAsync(Drop message, IAsyncEnumerable<string> stream, LabSession session, CancellationToken cancellationToken)
        => LabStreams.DropAsync(stream, cancellationToken);

    public IAsyncEnumerable<Counted> OnMultiplyAsync(Multiply message, IAsyncEnumerable<int> stream, LabSession session, CancellationToken cancellationToken)
        => LabStreams.MultiplyAsync(message, stream);

    public void OnDropped(LabSession session, in DroppedMessage dropped)
    {
        probe.Dropped.Writer.TryWrite(dropped);
        probe.OnDropped?.Invoke(session);
    }

    public void Dispose() => probe.Disposed.Writer.TryWrite("handler");
}

using System.Runtime.CompilerServices;
using TypedWs.Transport;

namespace TypedWs.AspNetCore.Tests.Conversations;

/// <summary>Handles messages one by one: tells which handler it is, and when it is done.</summary>
public sealed class PerMessageHandler : ILabServerHandler, ISessionLifetime<LabSession>, IDisposable
{
    private readonly PerMessageProbe _probe;
    private readonly int _id;

    public PerMessageHandler(PerMessageProbe probe, PerMessageScope scope)
    {
        ArgumentNullException.ThrowIfNull(probe);
        ArgumentNullException.ThrowIfNull(scope);
        _probe = probe;
        _id = probe.AddHandler();
    }

    public ValueTask OnConnectedAsync(LabSession session, CancellationToken cancellationToken) => Note($"{_id} connected");

    public ValueTask OnDisconnectedAsync(LabSession session, WsClosed closed) => Note($"{_id} disconnected");

    public async ValueTask<Echoed> OnEchoAsync(Echo message, LabSession session, CancellationToken cancellationToken)
    {
        if (_probe.OnEcho is { } hook)
            await hook(session, cancellationToken);
        return new Echoed(message.Text);
    }

    public ValueTask<Identity> OnWhoAmIAsync(WhoAmI message, LabSession session, CancellationToken cancellationToken)
        => ValueTask.FromResult(new Identity(session.Id, RuntimeHelpers.GetHashCode(session).ToString(System.Globalization.CultureInfo.InvariantCulture), _id));

    public ValueTask OnEnterAsync(Enter message, LabSession session, CancellationToken cancellationToken)
    {
        session.JoinGroup(message.Group);
        return ValueTask.CompletedTask;
    }

    public ValueTask OnDepartAsync(Depart message, LabSession session, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask OnPublishAsync(Publish message, LabSession session, CancellationToken cancellationToken) => Note($"{_id} published");

    public ValueTask OnFailAsync(Fail message, LabSession session, CancellationToken cancellationToken) => throw new InvalidOperationException(LabHandler.Secret);

    public ValueTask<Echoed> OnReserveAsync(Reserve message, LabSession session, CancellationToken cancellationToken)
        => throw new RemoteException<SoldOut>($"{message.Show} is sold out.", new SoldOut(message.Show, []));

    public async ValueTask OnStallAsync(Stall message, LabSession session, CancellationToken cancellationToken)
    {
        _probe.Note($"{_id} stalls");
        await Task.Delay(Timeout.Infinite, cancellationToken);
    }

    public async IAsyncEnumerable<Counted> OnCountAsync(Count message, LabSession session, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        try
        {
            await foreach (Counted item in LabStreams.CountAsync(message, cancellationToken))
                yield return item;
        }
        finally
        {
            _probe.Note($"{_id} counted");
        }
    }

    public async ValueTask<Summed> OnSumAsync(Sum message, IAsyncEnumerable<int> stream, LabSession session, CancellationToken cancellationToken)
    {
        Summed summed = await LabStreams.SumAsync(message, stream, cancellationToken);
        await Note($"{_id} summed");
        return summed;
    }

    public ValueTask OnDropAsync(Drop message, IAsyncEnumerable<string> stream, LabSession session, CancellationToken cancellationToken)
        => LabStreams.DropAsync(stream, cancellationToken);

    /// <summary>Knows of no token but that of its enumerator.</summary>
    public IAsyncEnumerable<Counted> OnMultiplyAsync(Multiply message, IAsyncEnumerable<int> stream, LabSession session, CancellationToken cancellationToken)
        => LabStreams.MultiplyAsync(message, stream);

    public void Dispose() => _probe.Note($"{_id} disposed");

    private ValueTask Note(string what)
    {
        _probe.Note(what);
        return ValueTask.CompletedTask;
    }
}

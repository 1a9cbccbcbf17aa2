using System.Collections.Concurrent;
using System.Security.Claims;
using TypedWs.CompilerServices;
using TypedWs.Peers;

namespace TypedWs.Tests.Peers;

/// <summary>One client as a host without options knows it. Shows which messages were dropped.</summary>
internal sealed class SlowSession(Peer peer, SlowPolicy whenSlow = SlowPolicy.Wait) : TypedWsSession(new Host(peer, whenSlow))
{
    public IEnumerable<(string Method, SlowPolicy Policy)> Dropped => ((Host)Context).Dropped;

    public ValueTask SendOneWayAsync<T>(OneWayMethod<T> method, T message, CancellationToken cancellationToken = default)
        => SendAsync(method, message, cancellationToken);

    private sealed class Host(Peer peer, SlowPolicy whenSlow) : SessionContext
    {
        public ConcurrentQueue<(string Method, SlowPolicy Policy)> Dropped { get; } = [];

        public override string Id => "slow";

        public override ClaimsPrincipal User { get; } = new();

        public override string? UserId => null;

        public override WireFormat Format => Peer.Format;

        public override DateTimeOffset ConnectedAt => default;

        public override IDictionary<object, object?> Items { get; } = new Dictionary<object, object?>();

        public override CancellationToken Disconnected => Peer.Disconnected;

        public override Peer Peer => peer;

        public override SlowPolicy WhenSlow => whenSlow;

        public override long DroppedMessages => Dropped.Count;

        public override void OnDropped(string method, SlowPolicy policy)
        {
            Dropped.Enqueue((method, policy));
            base.OnDropped(method, policy);
        }

        public override void JoinGroup(string group) => throw new NotSupportedException();

        public override void LeaveGroup(string group) => throw new NotSupportedException();

        public override AudienceContext GetGroup(string group) => throw new NotSupportedException();
    }
}

using System.Net;
using System.Security.Claims;
using TypedWs.CompilerServices;
using TypedWs.Peers;

namespace TypedWs.AspNetCore.Sessions;

/// <summary>
/// One client, as the server of one protocol knows it: who it is, and its groups. Lives as long as its conversation. Thread-safe; <see cref="Bind"/> comes before
/// anything else.
/// </summary>
/// <param name="hub">Where its protocol's sessions are.</param>
/// <param name="client">Who it is.</param>
/// <param name="observers">Who is told of its groups; null where nobody is.</param>
internal sealed class ServerSession(ProtocolHub hub, ServerClient client, GroupObservers? observers = null) : SessionContext
{
    private readonly Lock _gate = new();
    private HashSet<string>? _groups; // Guarded by _gate.
    private GroupNotifications? _notifications; // Guarded by _gate, which gives them their order; made by the first join, where there are observers.
    private State _state; // Guarded by _gate.
    private long _droppedMessages; // By Interlocked.
    private int _isDisconnected; // 0 or 1, by Interlocked: for being too slow.
    private Peer? _peer; // Written by Bind, before the session is shown to anybody.
    private SessionBinding? _binding; // Likewise.

    private enum State
    {
        New,
        Open,
        Ended,
    }

    public override string Id => client.Id;

    public override ClaimsPrincipal User => client.Ticket.User;

    public override string? UserId => client.Ticket.UserId;

    public override DateTimeOffset? UserExpiresAt => client.Ticket.ExpiresAt;

    public override WireFormat Format => client.Format;

    public override DateTimeOffset ConnectedAt => client.ConnectedAt;

    public override IPAddress? RemoteAddress => client.RemoteAddress;

    public override IDictionary<object, object?> Items => client.Items;

    public override SessionFeatures Features => client.Features;

    public override CancellationToken Disconnected => Peer.Disconnected;

    public override Peer Peer => _peer ?? throw new InvalidOperationException("The session is not connected yet.");

    /// <summary>The generated session.</summary>
    public TypedWsSession Typed => _binding?.Session ?? throw new InvalidOperationException("The session is not connected yet.");

    public override SlowPolicy WhenSlow => hub.Slow.Default;

    public override long DroppedMessages => Interlocked.Read(ref _droppedMessages);

    /// <summary>Completes the session: it and its conversation need each other.</summary>
    public void Bind(SessionBinding binding, Peer peer)
    {
        _binding = binding;
        _peer = peer;
    }

    /// <summary>Adds the session to its hub. Does nothing where it has ended already.</summary>
    public void Begin()
    {
        lock (_gate)
        {
            if (_state != State.New)
                return;

            _state = State.Open;
            hub.Add(this);
        }
    }

    /// <summary>Takes the session out of its groups and its hub, for good. Whatever joins later does nothing.</summary>
    /// <returns>Whether it had not ended before.</returns>
    public bool End()
    {
        lock (_gate)
        {
            if (_state == State.Ended)
                return false;

            if (_state == State.Open)
            {
                foreach (string group in _groups ?? [])
                {
                    hub.Groups.Remove(group, this);
                    _notifications?.AddLeave(group);
                }

                hub.Remove(this);
            }

            _groups = null;
            _state = State.Ended;
            return true;
        }
    }

    // The lock is held over the group's own: a join that meets the end of the session either comes before it, and is undone, or does nothing.
    public override void JoinGroup(string group)
    {
        ArgumentNullException.ThrowIfNull(group);
        bool areTooMany;
        lock (_gate)
        {
            if (_state != State.Open || !(_groups ??= new HashSet<string>(StringComparer.Ordinal)).Add(group))
                return;

            hub.Groups.Add(group, this);
            if (observers is null)
                return;

            _notifications ??= new GroupNotifications(this, observers);
            areTooMany = !_notifications.TryAddJoin(group);
        }

        if (areTooMany)
            GiveUp(observers);
    }

    public override void LeaveGroup(string group)
    {
        ArgumentNullException.ThrowIfNull(group);
        lock (_gate)
        {
            if (_groups?.Remove(group) != true)
                return;

            hub.Groups.Remove(group, this);
            _notifications?.AddLeave(group);
        }
    }

    public override IReadOnlyCollection<string> GetGroups()
    {
        lock (_gate)
            return _groups is null ? [] : [.. _groups];
    }

    /// <summary>Waits, after the end, until the observers know of everything.</summary>
    public Task WhenToldAsync()
    {
        lock (_gate)
            return _notifications?.WhenToldAsync() ?? Task.CompletedTask;
    }

    public override void RenewUser(ClaimsPrincipal user, DateTimeOffset? expiresAt) => client.Ticket.Renew(user, expiresAt);

    public override AudienceContext GetGroup(string group) => hub.GetGroup(group);

    public override void OnDropped(string method, SlowPolicy policy)
    {
        var dropped = new DroppedMessage(method, policy, hub.OnDropped(this, policy));
        try
        {
            _binding!.OnDropped(in dropped);
        }
#pragma warning disable CA1031 // The application's code may throw anything, and the sender is not the one to tell.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            hub.OnObserverFailed(this, exception);
        }
    }

    /// <summary>Notes that this client is disconnected because it is too slow.</summary>
    /// <returns>False where somebody else has noted it.</returns>
    public bool TryMarkDisconnected() => Interlocked.Exchange(ref _isDisconnected, 1) == 0;

    /// <summary>Counts a message that this client did not get.</summary>
    /// <returns>How many by now.</returns>
    public long CountDroppedMessage() => Interlocked.Increment(ref _droppedMessages);

    /// <summary>Ends a session whose groups change faster than the observers can be told.</summary>
    private void GiveUp(GroupObservers observers)
    {
        // First, so that no more changes can come.
        if (!End())
            return;

        observers.LogGivenUp(Id);

        // Never fails: how the connection ends is told by its conversation.
        _ = Peer.CloseAsync(TypedWsCloseCodes.ReceiveOverflow, "The session's groups change faster than the server can follow.", CancellationToken.None);
    }
}

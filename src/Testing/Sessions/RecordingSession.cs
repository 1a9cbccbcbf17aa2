using System.Collections.Concurrent;
using System.Security.Claims;
using TypedWs.CompilerServices;
using TypedWs.Peers;

namespace TypedWs.Testing;

/// <summary>One client of a hub, as its server knows it. Thread-safe; <see cref="Bind"/> comes before anything else.</summary>
internal sealed class RecordingSession(RecordingHub hub, string id, ClaimsPrincipal user, WireFormat format, DateTimeOffset connectedAt) : SessionContext
{
    private readonly ConcurrentDictionary<string, bool> _groups = new(StringComparer.Ordinal);
    private volatile Ticket _ticket = new(user, ExpiresAt: null); // Replaced as a whole.
    private Peer? _peer; // Written by Bind, before the session is shown to anybody.
    private TypedWsSession? _typed; // Likewise.

    public override string Id => id;

    public override ClaimsPrincipal User => _ticket.User;

    public override string? UserId { get; } = UserIdOf(user);

    public override DateTimeOffset? UserExpiresAt => _ticket.ExpiresAt;

    public override WireFormat Format => format;

    public override DateTimeOffset ConnectedAt => connectedAt;

    public override IDictionary<object, object?> Items { get; } = new ConcurrentDictionary<object, object?>();

    public override CancellationToken Disconnected => Peer.Disconnected;

    public override Peer Peer => _peer ?? throw new InvalidOperationException("The session is not connected yet.");

    /// <summary>The generated session.</summary>
    public TypedWsSession Typed => _typed ?? throw new InvalidOperationException("The session is not connected yet.");

    /// <summary>Completes the session: it and its conversation need each other.</summary>
    public void Bind(TypedWsSession typed, Peer peer)
    {
        _typed = typed;
        _peer = peer;
    }

    public bool IsIn(string group) => _groups.ContainsKey(group);

    public override void JoinGroup(string group) => _groups[group] = true;

    public override void LeaveGroup(string group) => _groups.TryRemove(group, out _);

    public override void RenewUser(ClaimsPrincipal user, DateTimeOffset? expiresAt)
    {
        ArgumentNullException.ThrowIfNull(user);
        if (UserIdOf(user) != UserId)
            throw new ArgumentException("The user has another name identifier than the session's. A session keeps its user.", nameof(user));

        _ticket = new Ticket(user.Clone(), expiresAt);
    }

    public override AudienceContext GetGroup(string group) => hub.GetGroup(group);

    private static string? UserIdOf(ClaimsPrincipal user) => user.FindFirst(ClaimTypes.NameIdentifier)?.Value;

    private sealed record Ticket(ClaimsPrincipal User, DateTimeOffset? ExpiresAt);
}

using System.ComponentModel;
using System.Net;
using System.Security.Claims;
using TypedWs.Peers;

namespace TypedWs.CompilerServices;

/// <summary>What a host knows of one client; the hosting package implements it. Thread-safe.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class SessionContext
{
    /// <summary>Identifies the session within its server.</summary>
    public abstract string Id { get; }

    /// <summary>Who is connected; a copy that outlives the handshake's request.</summary>
    public abstract ClaimsPrincipal User { get; }

    /// <summary>The name identifier of <see cref="User"/>.</summary>
    public abstract string? UserId { get; }

    /// <summary>Until when <see cref="User"/> is authenticated, or null where that does not end.</summary>
    public virtual DateTimeOffset? UserExpiresAt => null;

    /// <summary>The format in which the server writes.</summary>
    public abstract WireFormat Format { get; }

    /// <summary>When the handshake was done.</summary>
    public abstract DateTimeOffset ConnectedAt { get; }

    /// <summary>The client's address, or null where the host knows none.</summary>
    public virtual IPAddress? RemoteAddress => null;

    /// <summary>The application's own data; a concurrent dictionary.</summary>
    public abstract IDictionary<object, object?> Items { get; }

    /// <summary>What the application knows about the connection.</summary>
    public virtual SessionFeatures Features => throw new NotSupportedException("This host keeps no features of a session.");

    /// <summary>Fires when the session has ended.</summary>
    public abstract CancellationToken Disconnected { get; }

    /// <summary>The conversation.</summary>
    public abstract Peer Peer { get; }

    /// <summary>What becomes of messages to this session that have no policy of their own, where the client does not read fast enough.</summary>
    public virtual SlowPolicy WhenSlow => SlowPolicy.Wait;

    /// <summary>One-way messages to this session that were dropped so far.</summary>
    public virtual long DroppedMessages => 0;

    /// <summary>Notes that a one-way message to this session was dropped, and ends the session where the policy is <see cref="SlowPolicy.Disconnect"/>.</summary>
    /// <param name="method">The message's name on the wire.</param>
    /// <param name="policy">Why.</param>
    public virtual void OnDropped(string method, SlowPolicy policy)
    {
        if (policy == SlowPolicy.Disconnect)
            Peer.Abort("the client does not read fast enough");
    }

    /// <summary>Adds the session to a group.</summary>
    /// <param name="group">The group's name.</param>
    public abstract void JoinGroup(string group);

    /// <summary>Takes the session out of a group.</summary>
    /// <param name="group">The group's name.</param>
    public abstract void LeaveGroup(string group);

    /// <summary>The groups that the session is in at this moment.</summary>
    /// <returns>A snapshot of their names.</returns>
    public virtual IReadOnlyCollection<string> GetGroups() => throw new NotSupportedException("This host does not say which groups a session is in.");

    /// <summary>Replaces the user by the same one with other claims.</summary>
    /// <param name="user">The user.</param>
    /// <param name="expiresAt">Until when.</param>
    public virtual void RenewUser(ClaimsPrincipal user, DateTimeOffset? expiresAt) => throw new NotSupportedException("This host cannot renew the user of a session.");

    /// <summary>The members of a group of the same protocol.</summary>
    /// <param name="group">The group's name.</param>
    /// <returns>The audience.</returns>
    public abstract AudienceContext GetGroup(string group);
}

using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using TypedWs.AspNetCore.Hosting;
using TypedWs.CompilerServices;

namespace TypedWs.AspNetCore.Sessions;

/// <summary>
/// Keeps the sessions of one protocol: all of them, by id, by user and by group, and decides about members that are too slow for an audience.
/// Thread-safe.
/// A session adds itself, in <see cref="ServerSession.Begin"/>, and takes itself out.
/// </summary>
internal sealed partial class ProtocolHub(string protocol, SlowAudienceMember slowMembers, IReadOnlyList<MessageInterceptor> interceptors, ServerMetrics metrics, ILogger logger) : SessionHub
{
    private readonly ConcurrentDictionary<string, ServerSession> _byId = new(StringComparer.Ordinal);
    private readonly SessionSet _all = new();

    public override int Count => _all.Count;

    /// <summary>What runs around a message to an audience.</summary>
    public IReadOnlyList<MessageInterceptor> Interceptors => interceptors;

    public SessionIndex Groups { get; } = new();

    public SessionIndex Users { get; } = new();

    public override TypedWsSession? Find(string sessionId) => _byId.GetValueOrDefault(sessionId)?.Typed;

    public override IEnumerable<TypedWsSession> GetSessions() => _all.Members.Select(static session => session.Typed);

    public override AudienceContext GetAll() => new SetAudience(this, _all);

    public override AudienceContext GetGroup(string group) => new NamedAudience(this, Groups, group);

    public override AudienceContext GetUser(string userId) => new NamedAudience(this, Users, userId);

    public void Add(ServerSession session)
    {
        _byId[session.Id] = session;
        _all.TryAdd(session);
        if (session.UserId is { } userId)
            Users.Add(userId, session);
        metrics.SessionBegan(protocol);
    }

    public void Remove(ServerSession session)
    {
        _all.Remove(session);
        _byId.TryRemove(session.Id, out _);
        if (session.UserId is { } userId)
            Users.Remove(userId, session);
        metrics.SessionEnded(protocol);
    }

    /// <summary>Deals with a member that a message to an audience could not be handed to: its send buffer is over the high-water mark.</summary>
    public void OnSlowMember(ServerSession session)
    {
        // A session that ends refuses messages, too, and is not slow for it.
        if (session.Peer.IsClosing)
            return;

        metrics.MemberMissedMessage(protocol);
        bool isFirst = session.CountMissedMessage() == 1;
        if (slowMembers == SlowAudienceMember.Drop)
        {
            if (isFirst)
                LogDropping(session.Id, protocol);
            return;
        }

        if (isFirst)
            LogDisconnecting(session.Id, protocol);
        session.Peer.Abort("the client does not read fast enough: a message to an audience met a send buffer over its high-water mark");
    }
}

using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using TypedWs.AspNetCore.Hosting;
using TypedWs.CompilerServices;

namespace TypedWs.AspNetCore.Sessions;

/// <summary>
/// Keeps the sessions of one protocol: all of them, by id, by user and by group, and counts what clients miss that are too slow for it.
/// Thread-safe.
/// A session adds itself, in <see cref="ServerSession.Begin"/>, and takes itself out.
/// </summary>
internal sealed partial class ProtocolHub(string protocol, SlowClientPolicy slow, IReadOnlyList<MessageInterceptor> interceptors, ServerMetrics metrics, ILogger logger) : SessionHub
{
    private readonly ConcurrentDictionary<string, ServerSession> _byId = new(StringComparer.Ordinal);
    private readonly SessionSet _all = new();

    public override int Count => _all.Count;

    /// <summary>What runs around a message to an audience.</summary>
    public IReadOnlyList<MessageInterceptor> Interceptors => interceptors;

    /// <summary>What becomes of messages to clients that do not read fast enough.</summary>
    public SlowClientPolicy Slow => slow;

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

    /// <summary>Counts a message that a session did not get, and disconnects the session where that is the policy.</summary>
    /// <returns>How many it did not get by now.</returns>
    public long OnDropped(ServerSession session, SlowPolicy policy)
    {
        metrics.MessageDropped(protocol);
        long count = session.CountDroppedMessage();
        if (policy == SlowPolicy.Disconnect)
        {
            if (session.TryMarkDisconnected())
                LogDisconnecting(session.Id, protocol);
            session.Peer.Abort("the client does not read fast enough: a message met a send buffer over its high-water mark");
        }
        else if (count == 1)
        {
            LogDropping(session.Id, protocol);
        }

        return count;
    }

    public void OnObserverFailed(ServerSession session, Exception exception) => LogObserverFailed(exception, session.Id, protocol);
}

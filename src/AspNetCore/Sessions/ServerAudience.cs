using TypedWs.CompilerServices;

namespace TypedWs.AspNetCore.Sessions;

/// <summary>
/// Sends to many sessions: encoded once per format, copied into each member's send buffer, never waiting. Immutable and thread-safe.
/// </summary>
internal abstract class ServerAudience(ProtocolHub hub) : AudienceContext
{
    public override IReadOnlyList<MessageInterceptor> Interceptors => hub.Interceptors;

    public override int Count => Members.Count(Includes);

    /// <summary>Who may be in the audience at this moment; an array that never changes.</summary>
    internal abstract ServerSession[] Members { get; }

    public override AudienceContext Except(string sessionId) => new ExceptAudience(hub, this, sessionId);

    public override IEnumerable<TypedWsSession> GetSessions() => Members.Where(Includes).Select(static session => session.Typed);

    public override void Send<T>(OneWayMethod<T> method, T message)
    {
        var variants = new AudienceMessage<T>(method, message);
        foreach (ServerSession session in Members)
        {
            if (Includes(session) && !session.Peer.TrySend(variants.For(session.Peer)))
                SendSlowly(session, method, ref variants);
        }
    }

    private void SendSlowly<T>(ServerSession session, OneWayMethod<T> method, ref AudienceMessage<T> variants)
    {
        SlowPolicy policy = hub.Slow.ForAudiences(method.WhenSlow);
        session.Peer.SendSlowly(session, method.Name, policy, policy == SlowPolicy.LatestOnly ? variants.Key : null, variants.For(session.Peer));
    }

    /// <summary>Whether one of <see cref="Members"/> is meant.</summary>
    internal virtual bool Includes(ServerSession session) => true;
}

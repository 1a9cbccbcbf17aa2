using TypedWs.CompilerServices;
using TypedWs.Peers;
using TypedWs.Transport;

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

    public override void Send<T>(OneWayMethod<T> method, T message)
    {
        WsPreparedMessage? json = null;
        WsPreparedMessage? messagePack = null;
        foreach (ServerSession session in Members)
        {
            if (!Includes(session))
                continue;

            WsPreparedMessage prepared = session.Format == WireFormat.Json
                ? json ??= Peer.Prepare(method, message, WireFormat.Json)
                : messagePack ??= Peer.Prepare(method, message, WireFormat.MessagePack);
            if (!session.Peer.TrySend(prepared))
                hub.OnSlowMember(session);
        }
    }

    /// <summary>Whether one of <see cref="Members"/> is meant.</summary>
    internal virtual bool Includes(ServerSession session) => true;
}

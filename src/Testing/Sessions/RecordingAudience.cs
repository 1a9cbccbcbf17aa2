using TypedWs.CompilerServices;
using TypedWs.Peers;

namespace TypedWs.Testing;

/// <summary>Many sessions of a hub: records what is sent to them, and sends it. Immutable and thread-safe.</summary>
internal sealed class RecordingAudience(RecordingHub hub, MessageTarget target, Func<RecordingSession, bool> includes) : AudienceContext
{
    public override int Count => hub.Open(includes).Count();

    public override void Send<T>(OneWayMethod<T> method, T message)
    {
        hub.Record(target, message!);
        foreach (RecordingSession session in hub.Open(includes))
            session.Peer.TrySend(Peer.Prepare(method, message, session.Format));
    }

    public override AudienceContext Except(string sessionId)
        => new RecordingAudience(hub, target.Except(sessionId), session => session.Id != sessionId && includes(session));
}

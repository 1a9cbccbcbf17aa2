namespace TypedWs.AspNetCore.Sessions;

/// <summary>An audience without one of its members.</summary>
internal sealed class ExceptAudience(ProtocolHub hub, ServerAudience audience, string sessionId) : ServerAudience(hub)
{
    internal override ServerSession[] Members => audience.Members;

    internal override bool Includes(ServerSession session) => session.Id != sessionId && audience.Includes(session);
}

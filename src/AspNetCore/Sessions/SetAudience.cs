namespace TypedWs.AspNetCore.Sessions;

/// <summary>Every session of a protocol.</summary>
internal sealed class SetAudience(ProtocolHub hub, SessionSet set) : ServerAudience(hub)
{
    public override int Count => set.Count;

    internal override ServerSession[] Members => set.Members;
}

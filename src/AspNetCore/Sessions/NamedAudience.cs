namespace TypedWs.AspNetCore.Sessions;

/// <summary>
/// A group, or the sessions of a user. It is looked up at every send: the set of that name may have been given up and made again since.
/// </summary>
internal sealed class NamedAudience(ProtocolHub hub, SessionIndex index, string name) : ServerAudience(hub)
{
    public override int Count => index.Find(name).Count;

    internal override ServerSession[] Members => index.Find(name).Members;
}

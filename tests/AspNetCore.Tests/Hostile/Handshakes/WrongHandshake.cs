namespace TypedWs.AspNetCore.Tests.Hostile.Handshakes;

/// <summary>A handshake that is refused.</summary>
public sealed class WrongHandshake(string name, int status, Action<Dictionary<string, string>> change) : Attack(name, AttackEnd.Refused(status))
{
    public override async Task<AttackEnd> RunAsync(Target target)
    {
        await using RawHandshake handshake = await target.ShakeAsync(change);
        return AttackEnd.Refused(handshake.Status);
    }
}

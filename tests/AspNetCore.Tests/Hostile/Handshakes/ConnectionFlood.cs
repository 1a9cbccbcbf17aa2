namespace TypedWs.AspNetCore.Tests.Hostile.Handshakes;

/// <summary>Opens connections and keeps them, until it is refused.</summary>
public sealed class ConnectionFlood(string name, int status) : Attack(name, AttackEnd.Refused(status))
{
    private const int Most = 20;

    public override async Task<AttackEnd> RunAsync(Target target)
    {
        RawHandshake handshake;
        do
            handshake = await target.ShakeAsync();
        while (handshake.Status == 101 && target.Accepted < Most);
        return AttackEnd.Refused(handshake.Status);
    }
}

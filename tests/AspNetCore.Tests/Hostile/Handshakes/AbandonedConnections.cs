namespace TypedWs.AspNetCore.Tests.Hostile.Handshakes;

/// <summary>Makes whole handshakes, and goes away each time in the middle of a message.</summary>
public sealed class AbandonedConnections() : Attack("connections that end in the middle of a message", AttackEnd.Left)
{
    private const int Connections = 50;

    public override async Task<AttackEnd> RunAsync(Target target)
    {
        byte[] message = Attacks.Text(Attacks.LargeEcho);
        for (int i = 0; i < Connections; i++)
        {
            await using RawClient client = await target.ConnectAsync();
            await client.SendRawAsync(message[..^i]);
        }

        return AttackEnd.Left;
    }
}

namespace TypedWs.AspNetCore.Tests.Hostile.Frames;

/// <summary>Announces messages as large as may be, on many connections, and sends next to nothing of them.</summary>
public sealed class EmptyPromises : Attack
{
    private const int Connections = 50;

    public EmptyPromises()
        : base("large messages that never come", AttackEnd.Left)
        => MostBytes = Connections * 40L * 1024;

    public override async Task<AttackEnd> RunAsync(Target target)
    {
        for (int i = 0; i < Connections; i++)
        {
            RawClient client = await target.ConnectAsync();

            // Behind a message whose answer shows that it was read.
            await client.SendRawAsync([.. Attacks.Text("{}"), 0x80 | RawClient.Binary, 0x80 | 127, 0, 0, 0, 0, 0, 0x10, 0, 0, 0, 0, 0, 0, 1, 2, 3]);
            await client.ReceiveAsync();
        }

        return AttackEnd.Left;
    }
}

namespace TypedWs.AspNetCore.Tests.Hostile.Floods;

/// <summary>Sends the same frame over and over, which is allowed, and talks on.</summary>
public sealed class FrameFlood(string name, byte[] frame, int count, byte[]? before = null, byte[]? after = null) : Attack(name, AttackEnd.Outlived)
{
    private const string Last = """{"jsonrpc":"2.0","id":99,"method":"lab.echo","params":{"text":"last"}}""";

    public override async Task<AttackEnd> RunAsync(Target target)
    {
        RawClient client = await target.ConnectAsync();
        Task sending = client.SendRawAsync([.. before ?? [], .. Enumerable.Repeat(frame, count).SelectMany(static bytes => bytes), .. after ?? [], .. Attacks.Text(Last)]);
        RawFrame answer;
        do
            answer = await client.ReceiveAsync();
        while (answer.Opcode == RawClient.Pong || !answer.Json.TryGetProperty("result", out _));

        await sending;
        return AttackEnd.Outlived;
    }
}

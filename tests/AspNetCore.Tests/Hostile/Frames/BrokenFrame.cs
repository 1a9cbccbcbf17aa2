namespace TypedWs.AspNetCore.Tests.Hostile.Frames;

/// <summary>Bytes that the protocol of frames, or its limits, do not allow.</summary>
public sealed class BrokenFrame(string name, int code, byte[] bytes) : Attack(name, AttackEnd.Closed(code))
{
    public override async Task<AttackEnd> RunAsync(Target target)
    {
        RawClient client = await target.ConnectAsync();
        await client.SendRawAsync(bytes);
        return await Target.EndOfAsync(client);
    }
}

namespace TypedWs.AspNetCore.Tests.Hostile.Floods;

/// <summary>Asks for more at once than may run, and goes away without an answer.</summary>
public sealed class RunningRequests : Attack
{
    private const int MayRun = 256;
    private const int More = 1_000;

    public RunningRequests()
        : base("more requests at once than may run", AttackEnd.Answered(ErrorCodes.Busy))
        => Options = static options => options.Conversation.MaxConcurrentRequests = MayRun;

    public override async Task<AttackEnd> RunAsync(Target target)
    {
        RawClient client = await target.ConnectAsync();
        for (int id = 0; id < MayRun + More; id++)
            await client.SendTextAsync($$"""{"jsonrpc":"2.0","id":{{id}},"method":"lab.stall"}""");

        int refused = 0;
        for (int i = 0; i < More; i++)
            refused = (await client.ReceiveAsync()).ErrorCode;
        return AttackEnd.Answered(refused);
    }
}

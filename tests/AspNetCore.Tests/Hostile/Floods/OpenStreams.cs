namespace TypedWs.AspNetCore.Tests.Hostile.Floods;

/// <summary>Asks for more streams than may be open, and for none of their items.</summary>
public sealed class OpenStreams : Attack
{
    private const int MayBeOpen = 256;
    private const int More = 100;

    public OpenStreams()
        : base("more streams than may be open", AttackEnd.Answered(ErrorCodes.Busy))
    {
        Options = static options => options.Conversation.MaxOpenStreams = MayBeOpen;
        MostBytes = MayBeOpen * 32L * 1024;
    }

    public override async Task<AttackEnd> RunAsync(Target target)
    {
        RawClient client = await target.ConnectAsync();
        for (int id = 0; id < MayBeOpen + More; id++)
            await client.SendTextAsync($$$"""{"jsonrpc":"2.0","id":{{{id}}},"method":"lab.count","params":{"to":2000000000}}""");

        int refused = 0;
        for (int i = 0; i < MayBeOpen + More; i++)
        {
            RawFrame answer = await client.ReceiveAsync();
            if (answer.Json.TryGetProperty("error", out _))
            {
                refused++;
                Assert.Equal(ErrorCodes.Busy, answer.ErrorCode);
            }
        }

        Assert.Equal(More, refused);
        return AttackEnd.Answered(ErrorCodes.Busy);
    }
}

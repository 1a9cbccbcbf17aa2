namespace TypedWs.AspNetCore.Tests.Hostile.Floods;

/// <summary>Sends more one-way messages than the rate limit allows, which closes the session.</summary>
public sealed class OneWayFlood : Attack
{
    public OneWayFlood()
        : base("more one-way messages than the rate limit allows", AttackEnd.Closed((int)TypedWsCloseCodes.ReceiveOverflow))
        => Options = static options =>
        {
            options.MessageRateLimiter = Permits.ForEachSession(100);
            options.RateLimitExceeded = RateLimitExceeded.Disconnect;
        };

    public override async Task<AttackEnd> RunAsync(Target target)
    {
        RawClient client = await target.ConnectAsync();
        byte[] message = Attacks.Text("""{"jsonrpc":"2.0","method":"lab.publish","params":{"group":"nobody","text":"x"}}""");
        await client.SendRawAsync([.. Enumerable.Repeat(message, 10_000).SelectMany(static bytes => bytes)]);
        return await Target.EndOfAsync(client);
    }
}

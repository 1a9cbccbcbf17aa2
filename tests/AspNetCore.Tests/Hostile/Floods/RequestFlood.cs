namespace TypedWs.AspNetCore.Tests.Hostile.Floods;

/// <summary>Sends more requests than the rate limit allows. Each gets an answer.</summary>
public sealed class RequestFlood : Attack
{
    private const int Requests = 5_000;
    private const int Allowed = 100;

    public RequestFlood()
        : base("more requests than the rate limit allows", AttackEnd.Answered(ErrorCodes.Busy))
        => Options = static options => options.MessageRateLimiter = Permits.ForEachSession(Allowed);

    public override async Task<AttackEnd> RunAsync(Target target)
    {
        RawClient client = await target.ConnectAsync();
        byte[] request = Attacks.Text("""{"jsonrpc":"2.0","id":1,"method":"lab.echo","params":{"text":"x"}}""");
        Task sending = client.SendRawAsync([.. Enumerable.Repeat(request, Requests).SelectMany(static bytes => bytes)]);
        RawFrame answer;
        for (int i = 0; i < Allowed; i++)
        {
            answer = await client.ReceiveAsync();
            Assert.True(answer.Json.TryGetProperty("result", out _));
        }

        int refused = 0;
        for (int i = Allowed; i < Requests; i++)
        {
            answer = await client.ReceiveAsync();
            refused = answer.ErrorCode;
            Assert.Equal(ErrorCodes.Busy, refused);
        }

        await sending;
        return AttackEnd.Answered(refused);
    }
}

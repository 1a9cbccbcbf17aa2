using System.Text.Json.Nodes;
using System.Threading.Channels;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Logging;
using TypedWs.Tests;
using TypedWs.Transport;

namespace TypedWs.AspNetCore.Tests.RateLimiting;

public sealed class ByteRateLimitTests : IDisposable
{
    private const int Refusing = 352, TooLarge = 354;
    private const string Request = """{"jsonrpc":"2.0","id":7,"method":"lab.echo","params":{"text":"a","times":1}}""";

    private readonly CountedPermits _permits = new(0);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<WireFormat> Formats => [WireFormat.Json, WireFormat.MessagePack];

    [Fact]
    public async Task Request_CostsItsBytes_AndIsAnsweredBusyBeyond()
    {
        await using LabServer server = await StartAsync(_permits);
        await using RawClient client = await RawClient.ConnectAsync(server.Uri);
        _permits.Add(Request.Length * 2);

        JsonNode[] answers = [await AskAsync(client, Request), await AskAsync(client, Request), await AskAsync(client, Request)];
        _permits.Add(Request.Length - 1);
        JsonNode tooShort = await AskAsync(client, Request);
        _permits.Add(1);
        JsonNode enough = await AskAsync(client, Request);

        Assert.Equal(["a", "a", "-32010"], answers.Select(ResultOf));
        Assert.Equal(("-32010", "a"), (ResultOf(tooShort), ResultOf(enough)));
        Assert.Equal("Busy: more bytes than the rate limit allows. Try again later.", (string?)answers[2]["error"]!["message"]);
    }

    [Theory]
    [InlineData("token bucket")]
    [InlineData("fixed window")]
    [InlineData("sliding window")]
    [InlineData("concurrency")]
    public async Task Request_LargerThanTheLimit_IsRefusedWithoutHarm(string kind)
    {
        await using RateLimiter limiter = kind switch
        {
            "token bucket" => CreateBucket(Request.Length),
            "fixed window" => new FixedWindowRateLimiter(new() { PermitLimit = Request.Length, Window = TimeSpan.FromHours(1) }),
            "sliding window" => new SlidingWindowRateLimiter(new() { PermitLimit = Request.Length, Window = TimeSpan.FromHours(1), SegmentsPerWindow = 2 }),
            _ => new ConcurrencyLimiter(new() { PermitLimit = Request.Length }),
        };
        await using LabServer server = await StartAsync(limiter);
        await using RawClient client = await RawClient.ConnectAsync(server.Uri);

        JsonNode refused = await AskAsync(client, Request + " ");
        JsonNode again = await AskAsync(client, Request + " ");
        JsonNode answered = await AskAsync(client, Request);

        Assert.Equal((ErrorCodes.Busy, 7), ((int)refused["error"]!["code"]!, (int)refused["id"]!));
        Assert.Equal("Busy: the message is larger than the rate limit ever allows. Send less at once.", (string?)again["error"]!["message"]);
        Assert.Equal("a", ResultOf(answered));
        CapturingLogger.Entry entry = Assert.Single(server.Logs.Entries, static entry => entry.EventId == TooLarge);
        Assert.Contains($"sent {Request.Length + 1} bytes", entry.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Batch_IsCountedAsAWhole()
    {
        await using LabServer server = await StartAsync(_permits);
        await using RawClient client = await RawClient.ConnectAsync(server.Uri);
        string batch = $"[{Request},{Request}]";
        _permits.Add(batch.Length);

        JsonArray answered = (await AskAsync(client, batch)).AsArray();
        JsonArray refused = (await AskAsync(client, batch)).AsArray();

        Assert.Equal(["a", "a"], answered.Select(static answer => ResultOf(answer!)));
        Assert.Equal(["-32010", "-32010"], refused.Select(static answer => ResultOf(answer!)));
        Assert.Equal(2, _permits.Asked);
    }

    [Fact]
    public async Task OneWay_OverTheLimit_IsDroppedAndLoggedOnce()
    {
        var received = Channel.CreateUnbounded<string>();
        _permits.Add(100_000);
        await using LabServer server = await StartAsync(_permits);
        await using LabClient listener = await server.ConnectAsync(register: client => client.OnPublished((message, token) => received.Writer.WriteAsync(message.Text, token)));
        await listener.EnterAsync("room", Token);
        await using LabClient client = await server.ConnectAsync();

        await client.SendPublishAsync("room", new string('x', 200_000), Token);
        await client.SendPublishAsync("room", new string('x', 200_000), Token);
        await client.SendPublishAsync("room", "last", Token);

        Assert.Equal("last", await received.Soon());
        CapturingLogger.Entry entry = Assert.Single(server.Logs.Entries, static entry => entry.EventId == Refusing);
        Assert.Equal(LogLevel.Warning, entry.Level);
        Assert.Contains("more bytes than", entry.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Upload_OverTheLimit_IsAbortedAndAnsweredBusy(WireFormat format)
    {
        var ended = new TaskCompletionSource();
        _permits.Add(50_000);
        await using LabServer server = await StartAsync(_permits);
        await using LabClient client = await server.ConnectAsync(format);

        RemoteException refused = await Assert.ThrowsAsync<RemoteException>(async () => await client.DropAsync(new Drop(), EndlessAsync(ended), Token));
        await ended.Task.Soon();
        _permits.Add(50_000);

        Assert.Equal((ErrorCodes.Busy, "Busy: more bytes than the rate limit allows. Try again later."), (refused.Code, refused.Message));
        Assert.Equal(3, (await client.SumAsync(new Sum(1), Enumerable.Repeat(2, 1).ToAsyncEnumerable(), Token)).Total);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Upload_OverTheLimit_IsATypedErrorOfItsHandler(WireFormat format)
    {
        _permits.Add(1000);
        await using LabServer server = await StartAsync(_permits);
        await using LabClient client = await server.ConnectAsync(format, static client => client.OnCount(static (_, _) => Enumerable.Repeat(new Counted(1), 100_000).ToAsyncEnumerable()));
        LabSession session = await server.Probe.Connected.Soon();

        var exceeded = await Assert.ThrowsAsync<RateLimitExceededException>(async () => await session.CountAsync(100_000, cancellationToken: Token).CountAsync(Token));

        Assert.Equal(("lab.count", ErrorCodes.Busy), (exceeded.Method, exceeded.Code));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Duplex_OverTheLimit_EndsWithBusy(WireFormat format)
    {
        _permits.Add(10_000);
        await using LabServer server = await StartAsync(_permits);
        await using LabClient client = await server.ConnectAsync(format);

        RemoteException refused = await Assert.ThrowsAsync<RemoteException>(
            async () => await client.MultiplyAsync(3, Enumerable.Range(0, 1_000_000).ToAsyncEnumerable(), Token).CountAsync(Token));

        Assert.Equal(ErrorCodes.Busy, refused.Code);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Answer_OverTheLimit_FailsItsCallAtOnce(WireFormat format)
    {
        _permits.Add(1000);
        await using LabServer server = await StartAsync(_permits);
        await using LabClient client = await server.ConnectAsync(format, static client => client.OnQuestion(static (_, _) => ValueTask.FromResult(new Answer(new string('x', 2000)))));
        LabSession session = await server.Probe.Connected.Soon();

        var exceeded = await Assert.ThrowsAsync<RateLimitExceededException>(async () => await session.QuestionAsync("?", Token));

        Assert.Equal("lab.question", exceeded.Method);
        Assert.False(session.Disconnected.IsCancellationRequested);
    }

    [Theory]
    [InlineData(false, "More bytes than the rate limit allows.")]
    [InlineData(true, "A message larger than the rate limit ever allows.")]
    public async Task Disconnect_OverTheLimit_ClosesWith4429(bool isTooLarge, string reason)
    {
        await using RateLimiter limiter = isTooLarge ? CreateBucket(100) : new CountedPermits(100);
        await using LabServer server = await StartAsync(limiter, RateLimitExceeded.Disconnect);
        await using LabClient client = await server.ConnectAsync(configure: static options => options.Reconnect.Policy = WsReconnectPolicy.None);

        await client.SendPublishAsync("room", new string('x', 100), Token);

        WsClosed closed = await server.Probe.Disconnected.Soon();
        Assert.Equal((TypedWsCloseCodes.ReceiveOverflow, reason), (closed.Code, closed.Reason));
    }

    [Fact]
    public async Task BothLimiters_MessageOverTheBytes_CostsNoMessage()
    {
        await using var messages = new CountedPermits(1);
        await using LabServer server = await StartAsync(_permits, messages: messages);
        await using RawClient client = await RawClient.ConnectAsync(server.Uri);

        JsonNode refused = await AskAsync(client, Request);
        _permits.Add(Request.Length * 2);
        JsonNode answered = await AskAsync(client, Request);
        JsonNode tooMany = await AskAsync(client, Request);

        Assert.Equal(("-32010", "a"), (ResultOf(refused), ResultOf(answered)));
        Assert.Equal("Busy: more messages than the rate limit allows. Try again later.", (string?)tooMany["error"]!["message"]);
        Assert.Equal(2, messages.Asked);
    }

    /// <summary>As docs/server.md shows it.</summary>
    [Fact]
    public async Task Buckets_OfUsers_AreSharedByTheirSessions()
    {
        PartitionedRateLimiter<TypedWsSession> PerUser(int permits) => PartitionedRateLimiter.Create<TypedWsSession, string>(
            session => RateLimitPartition.GetTokenBucketLimiter(session.UserId ?? session.Id, _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = permits,
                TokensPerPeriod = permits,
                ReplenishmentPeriod = TimeSpan.FromHours(1),
            }));
        await using PartitionedRateLimiter<TypedWsSession> messages = PerUser(3), bytes = PerUser(1000);
        await using LabServer server = await LabServer.StartAsync(
            options => (options.MessageRateLimiter, options.ByteRateLimiter) = (messages, bytes),
            HeaderAuthentication.Add);
        await using LabClient one = await ConnectAsync(server, "ada"), two = await ConnectAsync(server, "ada"), other = await ConnectAsync(server, "bob");
        string large = new('x', 600);

        await one.EchoAsync(large, 1, Token);
        RemoteException tooManyBytes = await Assert.ThrowsAsync<RemoteException>(async () => await two.EchoAsync(large, 1, Token));
        await two.EchoAsync("2", 1, Token);
        await one.EchoAsync("3", 1, Token);
        RemoteException tooManyMessages = await Assert.ThrowsAsync<RemoteException>(async () => await two.EchoAsync("4", 1, Token));
        await other.EchoAsync(large, 1, Token);

        Assert.Contains("more bytes", tooManyBytes.Message, StringComparison.Ordinal);
        Assert.Contains("more messages", tooManyMessages.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _permits.Dispose();

    private static Task<LabServer> StartAsync(RateLimiter bytes, RateLimitExceeded exceeded = RateLimitExceeded.Refuse, RateLimiter? messages = null) => LabServer.StartAsync(options =>
    {
        options.RateLimitExceeded = exceeded;
        options.ByteRateLimiter = All(bytes);
        options.MessageRateLimiter = messages is null ? null : All(messages);
    });

    private static PartitionedRateLimiter<TypedWsSession> All(RateLimiter limiter)
        => PartitionedRateLimiter.Create<TypedWsSession, string>(_ => RateLimitPartition.Get("all", _ => limiter));

    private static TokenBucketRateLimiter CreateBucket(int permits)
        => new(new TokenBucketRateLimiterOptions { TokenLimit = permits, TokensPerPeriod = permits, ReplenishmentPeriod = TimeSpan.FromHours(1), AutoReplenishment = false });

    private static Task<LabClient> ConnectAsync(LabServer server, string user) => server.ConnectAsync(configure: options => options.Headers[HeaderAuthentication.Header] = user);

    private static async Task<JsonNode> AskAsync(RawClient client, string request) => JsonNode.Parse((await client.AskAsync(request)).Text)!;

    private static string ResultOf(JsonNode answer) => (answer["result"]?["text"] ?? answer["error"]!["code"]!).ToString();

    private static async IAsyncEnumerable<string> EndlessAsync(TaskCompletionSource ended)
    {
        try
        {
            while (true)
            {
                await Task.Yield();
                yield return "an item of an upload";
            }
        }
        finally
        {
            ended.TrySetResult();
        }
    }
}

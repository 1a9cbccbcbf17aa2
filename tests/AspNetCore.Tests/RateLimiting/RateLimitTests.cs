using System.Text.Json.Nodes;
using System.Threading.Channels;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Logging;
using TypedWs.Transport;

namespace TypedWs.AspNetCore.Tests.RateLimiting;

public sealed class RateLimitTests : IDisposable
{
    private const int Refusing = 352;

    private readonly CountedPermits _permits = new(2);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(WireFormat.Json)]
    [InlineData(WireFormat.MessagePack)]
    public async Task Request_OverTheLimit_IsAnsweredBusyAndTheSessionLivesOn(WireFormat format)
    {
        await using LabServer server = await StartAsync("ada");
        await using LabClient client = await ConnectAsync(server, "ada", format);

        await client.EchoAsync("1", 1, Token);
        await client.EchoAsync("2", 1, Token);
        RemoteException refused = await Assert.ThrowsAsync<RemoteException>(async () => await client.EchoAsync("3", 1, Token));
        _permits.Add(1);
        Echoed echoed = await client.EchoAsync("4", 1, Token);

        Assert.Equal((ErrorCodes.Busy, "Busy: more messages than the rate limit allows. Try again later."), (refused.Code, refused.Message));
        Assert.Equal(("4", 4), (echoed.Text, _permits.Asked));
    }

    [Fact]
    public async Task OneWay_OverTheLimit_IsDroppedAndLoggedOnce()
    {
        var received = Channel.CreateUnbounded<string>();
        await using LabServer server = await StartAsync("ada");
        await using LabClient listener = await ConnectAsync(server, "bob", register: client => client.OnPublished((message, token) => received.Writer.WriteAsync(message.Text, token)));
        await listener.EnterAsync("room", Token);
        await using LabClient client = await ConnectAsync(server, "ada");

        await client.SendPublishAsync("room", "first", Token);
        await client.SendPublishAsync("room", "second", Token);
        await client.SendPublishAsync("room", "a secret", Token);
        await client.SendPublishAsync("room", "another", Token);
        await Assert.ThrowsAsync<RemoteException>(async () => await client.EchoAsync("refused, after those before it", 1, Token));
        _permits.Add(1);
        await client.SendPublishAsync("room", "last", Token);

        Assert.Equal(["first", "second", "last"], [await received.Soon(), await received.Soon(), await received.Soon()]);
        var entry = Assert.Single(server.Logs.Entries, static entry => entry.EventId == Refusing);
        Assert.Equal(LogLevel.Warning, entry.Level);
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":7,"method":"lab.echo","params":{"text":"a","times":1}}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"lab.echo","params":{"text":"a","times":1},"id":7}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"lab.echo","id":7,"params":{"text":"a","times":1}}""")]
    public async Task Request_WhateverItsForm_IsCountedOnceAndAnswered(string request)
    {
        await using LabServer server = await StartAsync(user: null);
        await using RawClient client = await RawClient.ConnectAsync(server.Uri);

        string[] answers = [(await client.AskAsync(request)).Text, (await client.AskAsync(request)).Text, (await client.AskAsync(request)).Text];

        Assert.Equal(3, _permits.Asked);
        Assert.Equal(["a", "a", "-32010"], answers.Select(static answer => JsonNode.Parse(answer)!).Select(static answer => (answer["result"]?["text"] ?? answer["error"]!["code"]!).ToString()));
        Assert.All(answers, static answer => Assert.Equal(7, (int)JsonNode.Parse(answer)!["id"]!));
    }

    [Fact]
    public async Task Batch_EachMessageIsCounted()
    {
        await using LabServer server = await StartAsync(user: null);
        await using RawClient client = await RawClient.ConnectAsync(server.Uri);
        string batch = "[" + string.Join(',', Enumerable.Range(1, 3).Select(static id => $$$"""{"jsonrpc":"2.0","id":{{{id}}},"method":"lab.echo","params":{"text":"a","times":1}}""")) + "]";

        JsonArray answers = JsonNode.Parse((await client.AskAsync(batch)).Text)!.AsArray();

        Assert.Equal(ErrorCodes.Busy, (int)Assert.Single(answers, static answer => answer!["error"] is not null)!["error"]!["code"]!);
        Assert.Equal((3, 3), (answers.Count, _permits.Asked));
    }

    [Fact]
    public async Task Disconnect_OverTheLimit_ClosesWith4429()
    {
        await using LabServer server = await StartAsync("ada", RateLimitExceeded.Disconnect);
        await using LabClient client = await ConnectAsync(server, "ada");

        for (int i = 0; i < 3; i++)
            await client.SendPublishAsync("room", "text", Token);

        WsClosed closed = await server.Probe.Disconnected.Soon();
        Assert.Equal((TypedWsCloseCodes.ReceiveOverflow, "More messages than the rate limit allows."), (closed.Code, closed.Reason));
    }

    [Fact]
    public async Task Limiter_OfAUser_CountsAllSessionsOfThatUser()
    {
        await using LabServer server = await StartAsync("ada");
        await using LabClient one = await ConnectAsync(server, "ada");
        await using LabClient two = await ConnectAsync(server, "ada");
        await using LabClient other = await ConnectAsync(server, "bob");

        await one.EchoAsync("1", 1, Token);
        await two.EchoAsync("2", 1, Token);

        await Assert.ThrowsAsync<RemoteException>(async () => await one.EchoAsync("3", 1, Token));
        await other.EchoAsync("4", 1, Token);
    }

    public void Dispose() => _permits.Dispose();

    /// <summary>One user is limited, the others are not.</summary>
    private Task<LabServer> StartAsync(string? user, RateLimitExceeded exceeded = RateLimitExceeded.Refuse) => LabServer.StartAsync(
        options =>
        {
            options.RateLimitExceeded = exceeded;
            options.MessageRateLimiter = PartitionedRateLimiter.Create<TypedWsSession, string>(session => session.UserId == user
                ? RateLimitPartition.Get(user ?? "", _ => _permits)
                : RateLimitPartition.GetNoLimiter("others"));
        },
        HeaderAuthentication.Add);

    private static Task<LabClient> ConnectAsync(LabServer server, string user, WireFormat format = WireFormat.Json, Action<LabClient>? register = null) => server.ConnectAsync(
        format,
        register,
        options =>
        {
            options.Headers[HeaderAuthentication.Header] = user;
            options.Reconnect.Policy = WsReconnectPolicy.None;
        });
}

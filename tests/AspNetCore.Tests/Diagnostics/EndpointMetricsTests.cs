using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using TypedWs.AspNetCore.Tests.RateLimiting;

namespace TypedWs.AspNetCore.Tests.Diagnostics;

/// <summary>What metrics tell of one endpoint. Each test has a route of its own.</summary>
public sealed class EndpointMetricsTests
{
    private const string Request = """{"jsonrpc":"2.0","id":1,"method":"lab.echo","params":{"text":"a","times":1}}""";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(WireFormat.Json, "jsonrpc", "text")]
    [InlineData(WireFormat.MessagePack, "msgpack-rpc", "binary")]
    public async Task Conversation_IsMeasuredByRouteAndProtocol(WireFormat format, string system, string type)
    {
        using var meter = new EndpointMeter($"/rooms/{system}/{{room}}");
        await using LabServer server = await StartAsync(app => app.MapGroup("/rooms").MapTypedWs<LabHandler>($"/{system}/{{room}}"));
        server.Logs.ExpectsErrors = true;
        await using LabClient client = await server.ConnectAsync(format, configure: options => options.Uri = new Uri(server.Uri, $"/rooms/{system}/7"));

        await client.EchoAsync("a", 1, Token);
        Assert.Equal(10, await client.CountAsync(new Count(10), Token).CountAsync(Token));
        await Assert.ThrowsAsync<RemoteException>(async () => await client.FailAsync(Token));

        await meter.ValueOfAsync("rpc.server.call.duration", $"rpc.method=lab.echo rpc.system.name={system} typedws.protocol=lab");
        await meter.ValueOfAsync("rpc.server.call.duration", $"rpc.method=lab.count rpc.system.name={system} typedws.protocol=lab");
        await meter.ValueOfAsync("rpc.server.call.duration", $"error.type=System.InvalidOperationException rpc.method=lab.fail rpc.response.status_code=-32603 rpc.system.name={system} typedws.protocol=lab");
        Assert.Equal(1, await meter.ValueOfAsync("typedws.handler.errors", "error.type=System.InvalidOperationException rpc.method=lab.fail typedws.protocol=lab"));
        foreach (string counter in new[] { "typedws.messages.received", "typedws.messages.sent", "typedws.payload.received", "typedws.payload.sent" })
            Assert.True(await meter.ValueOfAsync(counter, $"typedws.message.type={type} typedws.role=server") > 0);
    }

    [Fact]
    public async Task Connections_AreCountedFromTheHandshakeToTheEnd()
    {
        using var meter = new EndpointMeter("/connections");
        await using LabServer server = await StartAsync(static app => app.MapTypedWs<LabHandler>("/connections"));
        await using (await ConnectAsync(server, "/connections"))
        await using (await ConnectAsync(server, "/connections"))
        {
            await server.Probe.Connected.Soon();
            await server.Probe.Connected.Soon();
            meter.Observe();
            await meter.TagsOfAsync("typedws.server.connections", static value => value == 2);
        }

        await server.StopAsync();
        meter.Observe();

        Assert.Empty(await meter.TagsOfAsync("typedws.server.connections", static value => value == 0));
    }

    [Theory]
    [InlineData("Origin", "https://example.org", 403, "origin")]
    [InlineData("Upgrade", "other", 426, "no_websocket")]
    [InlineData("Sec-WebSocket-Version", "12", 426, "version")]
    [InlineData("Sec-WebSocket-Key", "short", 400, "key")]
    [InlineData("Sec-WebSocket-Extensions", ";", 400, "extensions")]
    [InlineData("TypedWs-Contract", "other/1", 101, "contract")]
    public async Task Handshake_Refused_IsCountedWithItsReason(string header, string value, int status, string reason)
    {
        string route = $"/refusing/{reason}";
        using var meter = new EndpointMeter(route);
        await using LabServer server = await StartAsync(app => app.MapTypedWs<LabHandler>(route));
        Dictionary<string, string> headers = RawHandshake.Headers();
        headers[header] = value;

        await using RawHandshake answer = await RawHandshake.SendAsync(new Uri(server.Uri, route), headers);

        Assert.Equal(status, answer.Status);
        Assert.Equal(1, await meter.ValueOfAsync("typedws.server.handshakes.refused", $"http.response.status_code={status} typedws.limit=none typedws.reason={reason}"));
    }

    [Fact]
    public async Task Handshake_OverALimit_IsCountedWithIt()
    {
        using var meter = new EndpointMeter("/full");
        await using LabServer server = await StartAsync(static app => app.MapTypedWs<LabHandler>("/full"), static options => options.MaxConnections = 1);
        await using RawClient client = await ConnectAsync(server, "/full");

        await using RawHandshake answer = await RawHandshake.SendAsync(new Uri(server.Uri, "/full"), RawHandshake.Headers());

        Assert.Equal(1, await meter.ValueOfAsync("typedws.server.handshakes.refused", "http.response.status_code=503 typedws.limit=MaxConnections typedws.reason=limit"));
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"made.up"}""", "typedws.reason=unknown")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"lab.echo","params":{"text":7}}""", "rpc.method=lab.echo typedws.protocol=lab typedws.reason=params")]
    [InlineData("""{"jsonrpc":"2.0","id":1}""", "typedws.reason=envelope")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"lab.stall"}""", "rpc.method=lab.stall typedws.protocol=lab typedws.reason=busy")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"lab.count","params":{"to":1000000}}""", "rpc.method=lab.count typedws.protocol=lab typedws.reason=streams")]
    public async Task Message_Refused_IsCountedWithItsReason(string message, string tags)
    {
        string route = "/refused/" + tags.Split('=')[^1];
        using var meter = new EndpointMeter(route);
        await using LabServer server = await StartAsync(app => app.MapTypedWs<LabHandler>(route), static options => (options.Conversation.MaxConcurrentRequests, options.Conversation.MaxOpenStreams) = (1, 1));
        await using RawClient client = await ConnectAsync(server, route);
        await client.SendTextAsync("""{"jsonrpc":"2.0","id":8,"method":"lab.stall"}""");
        await client.AskAsync("""{"jsonrpc":"2.0","id":9,"method":"lab.count","params":{"to":1000000}}""");

        await client.AskAsync(message);

        Assert.Equal(1, await meter.ValueOfAsync("typedws.messages.refused", tags));
    }

    [Theory]
    [InlineData(false, "messages")]
    [InlineData(true, "bytes")]
    public async Task Message_OverARateLimit_IsCounted(bool isBytes, string reason)
    {
        string route = $"/limited/{reason}";
        using var meter = new EndpointMeter(route);
        await using var none = new CountedPermits(0);
        PartitionedRateLimiter<TypedWsSession> limiter = PartitionedRateLimiter.Create<TypedWsSession, string>(_ => RateLimitPartition.Get("all", _ => none));
        await using LabServer server = await StartAsync(
            app => app.MapTypedWs<LabHandler>(route),
            options => (options.MessageRateLimiter, options.ByteRateLimiter) = (isBytes ? null : limiter, isBytes ? limiter : null));
        await using RawClient client = await ConnectAsync(server, route);

        await client.AskAsync(Request);

        Assert.Equal(1, await meter.ValueOfAsync("typedws.messages.refused", $"typedws.reason={reason}"));
    }

    private static Task<LabServer> StartAsync(Action<WebApplication> map, Action<TypedWsServerOptions>? options = null) => LabServer.StartAsync(options, middleware: map);

    private static Task<RawClient> ConnectAsync(LabServer server, string route) => RawClient.ConnectAsync(new Uri(server.Uri, route));
}

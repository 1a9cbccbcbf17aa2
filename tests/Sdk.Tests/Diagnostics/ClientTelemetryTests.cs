using System.Diagnostics;
using TypedWs.Tests.Client;
using TypedWs.Tests.Peers;
using TypedWs.Transport;

namespace TypedWs.Tests.Diagnostics;

/// <summary>What a client that has no connection yet makes of traces, and that it counts its attempts.</summary>
[Collection(TelemetryTests.Name)]
public sealed class ClientTelemetryTests : PeerTest
{
    private readonly List<RawSide> _servers = [];
    private readonly TaskCompletionSource _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task OneWay_ThatWaitsForAConnection_TellsItsTraceInJson()
    {
        await using var spans = new SpanRecorder();
        await using var client = new TestClient(CreateOptions(WireFormat.Json));
        using (Activity caller = new Activity("caller") { ActivityTraceFlags = ActivityTraceFlags.Recorded }.SetIdFormat(ActivityIdFormat.W3C).Start())
        {
            await client.SendNoteAsync("x").Limited();
            Assert.Same(caller, Activity.Current);
        }

        Activity sent = await spans.FindAsync("t.note", ActivityKind.Producer);
        _answer.SetResult();
        await client.ConnectAsync().Limited();

        Assert.Equal($$"""{"jsonrpc":"2.0","method":"t.note","params":{"text":"x","number":0},"traceparent":"{{sent.Id}}"}""", await _servers[0].NextTextAsync());
    }

    /// <summary>It is encoded before the handshake says whether the server reads a trailer.</summary>
    [Fact]
    public async Task OneWay_ThatWaitsForAConnection_TellsNoTraceInMessagePack()
    {
        await using var spans = new SpanRecorder();
        await using var client = new TestClient(CreateOptions(WireFormat.MessagePack));

        await client.SendNoteAsync("x").Limited();
        _answer.SetResult();
        await client.ConnectAsync().Limited();

        Assert.Equal([0x93, 0x02, 0xa6, .. "t.note"u8, 0x92, 0xa1, (byte)'x', 0x00], await _servers[0].NextBinaryAsync());
    }

    /// <summary>Whoever sends it in the end, it belongs to its caller.</summary>
    [Fact]
    public async Task Request_ThatWaitsForAConnection_BelongsToItsCaller()
    {
        await using var spans = new SpanRecorder();
        await using var client = new TestClient(CreateOptions(WireFormat.Json));
        Task connecting = client.ConnectAsync();
        Task<Answer> other = client.AskAsync("other").AsTask();
        using Activity caller = new Activity("caller") { ActivityTraceFlags = ActivityTraceFlags.Recorded }.SetIdFormat(ActivityIdFormat.W3C).Start();
        Task<Answer> asked = client.AskAsync("x").AsTask();
        _answer.SetResult();
        await connecting.Limited();
        await _servers[0].NextTextAsync();
        await _servers[0].NextTextAsync();
        await _servers[0].SendAsync("""{"jsonrpc":"2.0","id":0,"result":{"text":"y"}}""");
        await _servers[0].SendAsync("""{"jsonrpc":"2.0","id":1,"result":{"text":"z"}}""");
        await other.Limited();
        await asked.Limited();

        Assert.Equal([null, caller.Id], spans.Ended.OrderBy(static span => span.GetTagItem("jsonrpc.request.id")).Select(static span => span.ParentId));
    }

    [Fact]
    public async Task Reconnecting_IsCounted()
    {
        using var metrics = new MetricRecorder("typedws.reconnect.attempts");
        await using var client = new TestClient(CreateOptions(WireFormat.Json));
        _answer.SetResult();
        await client.ConnectAsync().Limited();
        Assert.Empty(metrics.Collect("typedws.reconnect.attempts"));

        _servers[0].Connection.Abort("cut");

        Assert.Equal(1, (await metrics.FindAsync("typedws.reconnect.attempts")).Value);
    }

    private TypedWsClientOptions CreateOptions(WireFormat format)
    {
        var options = new TypedWsClientOptions
        {
            Uri = new Uri("ws://example.org/test"),
            Format = format,
            Connector = async (request, token) =>
            {
                await _answer.Task.WaitAsync(token);
                (DuplexStream near, DuplexStream far) = DuplexStream.CreatePair();
                var server = new RawSide(far, WsRole.Server);
                server.Start();
                _servers.Add(server);
                DisposeLater(server);
                return WsHandshakeStream.Accept(request, near, request.Subprotocols[0]);
            },
        };
        options.Reconnect.Policy = WsReconnectPolicy.Fixed(TimeSpan.Zero);
        return options;
    }
}

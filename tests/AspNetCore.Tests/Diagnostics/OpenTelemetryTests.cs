using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace TypedWs.AspNetCore.Tests.Diagnostics;

/// <summary>What OpenTelemetry's own SDK collects of a real server and its clients. It listens to the whole process, so no other test runs meanwhile.</summary>
[CollectionDefinition(nameof(OpenTelemetryTests), DisableParallelization = true)]
[Collection(nameof(OpenTelemetryTests))]
public sealed class OpenTelemetryTests : IDisposable
{
    private static readonly ActivitySource Application = new("application");

    private readonly ExportedItems<Activity> _spans = [];
    private readonly TracerProvider _tracing;

    public OpenTelemetryTests()
        => _tracing = Sdk.CreateTracerProviderBuilder().AddSource(TypedWsTelemetry.ActivitySourceName, Application.Name).AddInMemoryExporter(_spans).Build();

    public static TheoryData<WireFormat> Formats => [WireFormat.Json, WireFormat.MessagePack];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Call_ThatIsCalledBack_IsOneTrace(WireFormat format)
    {
        await using LabServer server = await LabServer.StartAsync();
        await using LabClient client = await server.ConnectAsync(format, static client => client.OnQuestion(static (_, _) => ValueTask.FromResult(new Answer("yes"))));
        server.Probe.OnEcho = static async (session, token) => await session.QuestionAsync("?", token);
        using Activity root = Application.StartActivity("click")!;

        await client.EchoAsync(new Echo("x"), Cancellation);

        await AssertChainAsync(
            root,
            ("lab.echo", ActivityKind.Client),
            ("lab.echo", ActivityKind.Server),
            ("lab.question", ActivityKind.Client),
            ("lab.question", ActivityKind.Server));
        Activity sent = await FindAsync(root, "lab.echo", ActivityKind.Client);
        Assert.Equal(server.Uri.Host, sent.GetTagItem("server.address"));
        Assert.Equal(server.Uri.Port, sent.GetTagItem("server.port"));
    }

    /// <summary>Through a broadcast, which is encoded once for many.</summary>
    [Theory]
    [MemberData(nameof(Formats))]
    public async Task OneWay_ToAGroup_IsOneTrace(WireFormat format)
    {
        var published = new TaskCompletionSource<Activity?>();
        await using LabServer server = await LabServer.StartAsync();
        await using LabClient sender = await server.ConnectAsync(format);
        await using LabClient receiver = await server.ConnectAsync(format, client => client.OnPublished((_, _) =>
        {
            published.TrySetResult(Activity.Current);
            return ValueTask.CompletedTask;
        }));
        await receiver.EnterAsync(new Enter("g"), Cancellation);
        using Activity root = Application.StartActivity("click")!;

        await sender.SendPublishAsync(new Publish("g", "x"), Cancellation);

        Assert.Equal(root.TraceId, (await published.Task.Soon())!.TraceId);
        await AssertChainAsync(root, ("lab.publish", ActivityKind.Producer), ("lab.publish", ActivityKind.Consumer), ("lab.published", ActivityKind.Consumer));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Stream_ToItsEnd_IsOneTrace(WireFormat format)
    {
        await using LabServer server = await LabServer.StartAsync();
        await using LabClient client = await server.ConnectAsync(format);
        using Activity root = Application.StartActivity("click")!;

        Assert.Equal(1000, await client.CountAsync(new Count(1000), Cancellation).CountAsync(Cancellation));

        await AssertChainAsync(root, ("lab.count", ActivityKind.Client), ("lab.count", ActivityKind.Server));
    }

    [Theory]
    [InlineData("trace", "trace")]
    [InlineData("other, TRACE", "trace")]
    [InlineData("other", null)]
    [InlineData(null, null)]
    public async Task Handshake_WithExtensions_IsAnsweredWithThoseThatAreKnown(string? offered, string? answered)
    {
        await using LabServer server = await LabServer.StartAsync();
        await using LabClient client = await server.ConnectAsync(configure: options => options.PrepareHeaders = (headers, _) =>
        {
            headers.Remove("TypedWs-Extensions");
            if (offered is not null)
                headers["TypedWs-Extensions"] = offered;
            return ValueTask.CompletedTask;
        });

        Assert.Equal(answered, client.Handshake!.Headers.GetValueOrDefault("TypedWs-Extensions"));
    }

    /// <summary>A server that does not know the extension, or does not want it, gets MessagePack as ever.</summary>
    [Fact]
    public async Task MessagePack_NotNegotiated_BeginsATraceAtTheServer()
    {
        await using LabServer server = await LabServer.StartAsync(options: static options => options.Conversation.PropagateTraceContext = false);
        await using LabClient client = await server.ConnectAsync(WireFormat.MessagePack);
        using Activity root = Application.StartActivity("click")!;

        await client.EchoAsync(new Echo("x"), Cancellation);

        Assert.Null(client.Handshake!.Headers.GetValueOrDefault("TypedWs-Extensions"));
        Activity sent = await FindAsync(root, "lab.echo", ActivityKind.Client);
        Activity handled = await _spans.FindAsync(static span => span is { DisplayName: "lab.echo", Kind: ActivityKind.Server });
        Assert.NotEqual(sent.TraceId, handled.TraceId);
        Assert.Null(handled.ParentId);
    }

    [Fact]
    public async Task Metrics_OfAllPackages_AreCollectedByOneName()
    {
        ExportedItems<Metric> metrics = [];
        using MeterProvider metering = Sdk.CreateMeterProviderBuilder().AddMeter(TypedWsTelemetry.MeterName).AddInMemoryExporter(metrics).Build();
        await using LabServer server = await LabServer.StartAsync();
        await using LabClient client = await server.ConnectAsync();

        await client.EchoAsync(new Echo("x"), Cancellation);
        await client.PingAsync(Cancellation);
        Assert.True(metering.ForceFlush());

        foreach (string expected in new[]
        {
            "typedws.connections.open",
            "typedws.messages.sent",
            "typedws.messages.received",
            "typedws.payload.sent",
            "typedws.payload.received",
            "typedws.ping.duration",
            "rpc.client.call.duration",
            "rpc.server.call.duration",
            "typedws.requests.pending",
            "typedws.messages.queued",
            "typedws.streams.open",
            "typedws.server.connections",
            "typedws.server.sessions",
        })
        {
            Metric found = await metrics.FindAsync(metric => metric.Name == expected);
            Assert.NotEmpty(found.Unit);
            Assert.NotEmpty(found.Description);
        }
    }

    public void Dispose() => _tracing.Dispose();

    private async Task AssertChainAsync(Activity root, params (string Name, ActivityKind Kind)[] chain)
    {
        Activity parent = root;
        foreach ((string name, ActivityKind kind) in chain)
        {
            Activity span = await FindAsync(root, name, kind);
            Assert.Equal(parent.SpanId, span.ParentSpanId);
            parent = span;
        }
    }

    private Task<Activity> FindAsync(Activity root, string name, ActivityKind kind)
        => _spans.FindAsync(span => span.TraceId == root.TraceId && span.DisplayName == name && span.Kind == kind);
}

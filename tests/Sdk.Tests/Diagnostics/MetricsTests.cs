using System.Diagnostics.Metrics;
using Microsoft.Extensions.Time.Testing;
using TypedWs.Peers;
using TypedWs.Tests.Peers;
using TypedWs.Transport;

namespace TypedWs.Tests.Diagnostics;

/// <summary>What the meters measure.</summary>
[Collection(TelemetryTests.Name)]
public sealed class MetricsTests : PeerTest
{
    [Theory]
    [InlineData(WireFormat.Json, "jsonrpc")]
    [InlineData(WireFormat.MessagePack, "msgpack-rpc")]
    public async Task Request_IsMeasuredOnBothSides(WireFormat format, string system)
    {
        using var metrics = new MetricRecorder("rpc.client.call.duration", "rpc.server.call.duration");
        (Side client, _) = CreatePair(format);

        await client.AskAsync("x").Limited();

        foreach (string instrument in new[] { "rpc.client.call.duration", "rpc.server.call.duration" })
        {
            MetricRecorder.Measured measured = await metrics.FindAsync(instrument);
            Assert.Equal(new Dictionary<string, object?> { ["rpc.system.name"] = system, ["rpc.method"] = "t.ask" }, measured.Tags);
            Assert.InRange(measured.Value, 0, 20);
        }
    }

    [Fact]
    public async Task Request_AnsweredWithAnError_HasItsCode()
    {
        using var metrics = new MetricRecorder("rpc.client.call.duration", "rpc.server.call.duration");
        (Side client, Side server) = CreatePair();
        server.Handlers.Ask = static (_, _) => throw new RemoteException(1234, "no");

        await Assert.ThrowsAsync<RemoteException>(() => client.AskAsync("x").Limited());

        foreach (string instrument in new[] { "rpc.client.call.duration", "rpc.server.call.duration" })
        {
            MetricRecorder.Measured measured = await metrics.FindAsync(instrument);
            Assert.Equal("1234", measured.Tags["error.type"]);
            Assert.Equal("1234", measured.Tags["rpc.response.status_code"]);
        }
    }

    [Fact]
    public async Task OneWayAndStream_AreMeasured()
    {
        using var metrics = new MetricRecorder("rpc.client.call.duration", "rpc.server.call.duration");
        (Side client, _) = CreatePair();

        await client.SendNoteAsync("x").Limited();
        Assert.Empty(await client.List("x").ToListAsync(Limit).Limited());

        await metrics.FindAsync("rpc.server.call.duration", static measured => measured.Tags["rpc.method"] is "t.note");
        await metrics.FindAsync("rpc.server.call.duration", static measured => measured.Tags["rpc.method"] is "t.list");
        await metrics.FindAsync("rpc.client.call.duration", static measured => measured.Tags["rpc.method"] is "t.list");
    }

    /// <summary>Names that strangers make up do not become tags.</summary>
    [Fact]
    public async Task UnknownMethod_IsNoTag()
    {
        using var metrics = new MetricRecorder("rpc.server.call.duration", "typedws.handler.errors");
        (_, RawSide raw) = CreateRaw();

        await raw.SendAsync("""{"jsonrpc":"2.0","id":1,"method":"made.up","params":{}}""");
        await raw.NextTextAsync();
        await raw.AssertNothingMoreAsync();

        Assert.All(metrics.Collect("rpc.server.call.duration"), static measured => Assert.Equal("t.ask", measured.Tags["rpc.method"]));
        Assert.Empty(metrics.Collect("typedws.handler.errors"));
    }

    [Fact]
    public async Task AnswersWithMadeUpCodes_AreTooManyToTellApart()
    {
        using var metrics = new MetricRecorder("rpc.client.call.duration");
        (Side side, RawSide raw) = CreateRaw();

        for (int i = 0; i < 300; i++)
        {
            Task<Answer> asked = side.AskAsync("x").AsTask();
            await raw.NextTextAsync();
            await raw.SendAsync($$$"""{"jsonrpc":"2.0","id":{{{i * 65536L}}},"error":{"code":{{{i + 50_000}}},"message":""}}""");
            await Assert.ThrowsAsync<RemoteException>(() => asked.Limited());
        }

        Assert.InRange(metrics.Collect("rpc.client.call.duration").Select(static measured => measured.Tags["error.type"]).Distinct().Count(), 1, 129);
    }

    [Fact]
    public async Task HandlerThatFails_IsCounted()
    {
        using var metrics = new MetricRecorder("typedws.handler.errors");
        (Side client, Side server) = CreatePair();
        server.Log.ExpectsErrors = true;
        server.Handlers.Note = static (_, _) => throw new InvalidOperationException("broken");

        await client.SendNoteAsync("x").Limited();

        MetricRecorder.Measured measured = await metrics.FindAsync("typedws.handler.errors");
        Assert.Equal("t.note", measured.Tags["rpc.method"]);
        Assert.Equal("System.InvalidOperationException", measured.Tags["error.type"]);
    }

    [Fact]
    public async Task Answers_ThatNobodyWaitsFor_AreCounted()
    {
        using var metrics = new MetricRecorder("typedws.answers.dropped");
        (Side side, RawSide raw) = CreateRaw();
        using var cancel = new CancellationTokenSource();
        Task<Answer> cancelled = side.AskAsync("x", cancel.Token).AsTask();
        await raw.NextTextAsync();
        await cancel.CancelAsync();
        await Assert.ThrowsAsync<OperationCanceledException>(() => cancelled.Limited());
        await raw.NextTextAsync();

        await raw.SendAsync("""{"jsonrpc":"2.0","id":0,"result":{"text":"late"}}""");
        await raw.SendAsync("""{"jsonrpc":"2.0","id":7,"result":{"text":"unknown"}}""");
        await raw.SendAsync("""{"jsonrpc":"2.0","id":"seven","error":{"code":1,"message":""}}""");
        await raw.SendAsync("""{"jsonrpc":"2.0","result":{"text":"malformed"}}""");
        await raw.AssertNothingMoreAsync();

        Assert.Equal(["late", "unknown", "unknown", "malformed"], metrics.Collect("typedws.answers.dropped").Select(static measured => measured.Tags["typedws.reason"]));
    }

    [Fact]
    public async Task Conversations_AreLookedAtWhenCollected()
    {
        using var metrics = new MetricRecorder("typedws.requests.pending", "typedws.messages.queued", "typedws.streams.open", "typedws.connections.open");
        double connections = metrics.Observe("typedws.connections.open", "client");
        (Side client, Side server) = CreatePair();
        var held = new TaskCompletionSource();
        var begun = new TaskCompletionSource();
        server.Handlers.Note = async (_, _) =>
        {
            begun.TrySetResult();
            await held.Task;
        };
        server.Handlers.Ask = async (ask, _) =>
        {
            await held.Task;
            return new Answer(ask.Text);
        };
        Task<Answer> collected = client.CollectAsync("x", AsyncEnumerable.Empty<Note>()).AsTask();
        await collected.Limited();
        Task<Answer> asked = client.AskAsync("x").AsTask();
        for (int i = 0; i < 3; i++)
            await client.SendNoteAsync("x").Limited();
        await client.Peer.RequestAsync(TestMethods.Save, new Save("fence"), default).Limited();
        await begun;

        await metrics.AwaitAsync("typedws.requests.pending", "client", 1);
        await metrics.AwaitAsync("typedws.requests.pending", "server", 0);
        await metrics.AwaitAsync("typedws.messages.queued", "server", 2);
        await metrics.AwaitAsync("typedws.streams.open", "client", 0);
        await metrics.AwaitAsync("typedws.connections.open", "client", connections + 1);

        held.SetResult();
        await asked.Limited();
        client.Peer.Abort("the end");
        await client.Peer.Completion.Limited();
        await server.Peer.Completion.Limited();
        await metrics.AwaitAsync("typedws.requests.pending", "client", 0);
        await metrics.AwaitAsync("typedws.messages.queued", "server", 0);
        await metrics.AwaitAsync("typedws.connections.open", "client", connections);
    }

    [Theory]
    [InlineData(WireFormat.Json, "text", "typedws.messages.sent", "typedws.messages.received", 1)]
    [InlineData(WireFormat.MessagePack, "binary", "typedws.messages.sent", "typedws.messages.received", 1)]
    [InlineData(WireFormat.Json, "text", "typedws.payload.sent", "typedws.payload.received", 68)]
    [InlineData(WireFormat.MessagePack, "binary", "typedws.payload.sent", "typedws.payload.received", 13)]
    public async Task Message_IsCountedWhereItLeavesAndWhereItArrives(WireFormat format, string type, string sent, string received, int value)
    {
        using var metrics = new MetricRecorder(sent, received);
        (Side client, _) = CreatePair(format);

        await client.SendNoteAsync("x").Limited();

        AssertMeasured(await metrics.FindAsync(sent), "client");
        AssertMeasured(await metrics.FindAsync(received), "server");

        void AssertMeasured(MetricRecorder.Measured measured, string role)
        {
            Assert.Equal(value, measured.Value);
            Assert.Equal(new Dictionary<string, object?> { ["typedws.role"] = role, ["typedws.message.type"] = type }, measured.Tags);
        }
    }

    [Fact]
    public async Task Ping_IsMeasured()
    {
        using var metrics = new MetricRecorder("typedws.ping.duration");
        (Side client, _) = CreatePair();

        TimeSpan roundTrip = await client.Peer.PingAsync().Limited();

        MetricRecorder.Measured measured = await metrics.FindAsync("typedws.ping.duration");
        Assert.Equal((roundTrip.TotalSeconds, "client"), (measured.Value, measured.Tags["typedws.role"]));
    }

    [Fact]
    public async Task Pong_ThatDoesNotCome_IsCounted()
    {
        using var metrics = new MetricRecorder("typedws.pongs.missed");
        (DuplexStream near, DuplexStream far) = DuplexStream.CreatePair();
        await using DuplexStream silent = far;
        var clock = new FakeTimeProvider();
        var options = new WsConnectionOptions { PingInterval = TimeSpan.FromSeconds(10), PongTimeout = TimeSpan.FromSeconds(5), TimeProvider = clock };
        await using var side = new Side(near, WsRole.Client, WireFormat.Json, null, options);
        side.Peer.Attach(side.Connection);

        while (!side.Connection.Completion.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
            Limit.ThrowIfCancellationRequested();
        }

        MetricRecorder.Measured measured = Assert.Single(metrics.Collect("typedws.pongs.missed"));
        Assert.Equal((1, "client"), (measured.Value, measured.Tags["typedws.role"]));
    }

    /// <summary>Somebody who listens costs time, but no memory for each message.</summary>
    [Fact]
    public void Receive_Measured_AllocatesTheMessagesOnly()
    {
        (Side side, _) = CreateRaw(attach: false);
        side.Connection.Abort("only the handlers are looked at");
        side.Peer.Attach(side.Connection);
        byte[] message = """{"jsonrpc":"2.0","method":"t.note","params":{"text":"hello","number":5}}"""u8.ToArray();
        long unmeasured = Allocated();
        using var metrics = new MeterListener();
        metrics.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Meter.Name == TypedWsTelemetry.MeterName)
                listener.EnableMeasurementEvents(instrument);
        };
        double measured = 0;
        metrics.SetMeasurementEventCallback<double>((_, value, _, _) => measured += value);
        metrics.Start();

        Assert.Equal(unmeasured, Allocated());
        Assert.True(measured > 0);

        long Allocated()
        {
            const int Runs = 1000;
            for (int i = 0; i < Runs; i++)
                Receive();
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < Runs; i++)
                Receive();
            return (GC.GetAllocatedBytesForCurrentThread() - before) / Runs;
        }

        void Receive() => AssertDone(side.Peer.ReceiveAsync(WsMessageType.Text, message));

        static void AssertDone(ValueTask task) => Assert.True(task.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Stream_OfThisSide_IsOpenUntilItEnds()
    {
        using var metrics = new MetricRecorder("typedws.streams.open");
        (Side client, Side server) = CreatePair(server: new PeerOptions { StreamReadAhead = 1 });
        server.Handlers.List = static (_, _) => AsyncEnumerable.Range(0, 3).Select(static _ => new Answer("x"));

        await foreach (Answer _ in client.List("x").WithCancellation(Limit))
        {
            await metrics.AwaitAsync("typedws.streams.open", "server", 1);
            break;
        }

        await client.AskAsync("fence").Limited();
        await metrics.AwaitAsync("typedws.streams.open", "server", 0);
    }
}

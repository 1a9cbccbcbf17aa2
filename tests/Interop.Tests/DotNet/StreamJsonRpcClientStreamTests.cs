using StreamJsonRpc;

namespace TypedWs.Interop.Tests.DotNet;

/// <summary>StreamJsonRpc as the client of our server: streams both ways.</summary>
public sealed class StreamJsonRpcClientStreamTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<JsonLibrary> Libraries => new(Enum.GetValues<JsonLibrary>());

    /// <summary>Prefetched items, least items of a batch, and items read ahead, as StreamJsonRpc's users may set them where it produces.</summary>
    public static MatrixTheoryData<JsonLibrary, (int Prefetch, int MinBatchSize, int MaxReadAhead)> Settings => new(
        Enum.GetValues<JsonLibrary>(),
        [(0, 1, 0), (5, 1, 0), (0, 10, 0), (0, 1, 20), (3, 7, 20), (1000, 1, 0)]);

    [Theory]
    [MemberData(nameof(Libraries))]
    public async Task Download_Whole_HasEveryItemInOrder(JsonLibrary library)
    {
        await using LabServer server = await LabServer.StartAsync();
        using StreamJsonRpcConnection client = await StreamJsonRpcConnection.ConnectAsync(server.Uri, library, new LabProbe());

        foreach (int count in new[] { 0, 1, 1000 })
        {
            IAsyncEnumerable<Counted> stream = await CountAsync(client, new Count(count));
            Assert.Equal(Enumerable.Range(0, count), await stream.Select(static counted => counted.Number).ToListAsync(Cancellation).AsTask().Soon());
        }

        IAsyncEnumerable<Counted> positional = await client.Rpc.InvokeAsync<IAsyncEnumerable<Counted>>("lab.count", 10).Soon();
        Assert.Equal(10, await positional.CountAsync(Cancellation).AsTask().Soon());
    }

    [Theory]
    [MemberData(nameof(Libraries))]
    public async Task Download_SeveralAtOnce_AreApart(JsonLibrary library)
    {
        await using LabServer server = await LabServer.StartAsync();
        using StreamJsonRpcConnection client = await StreamJsonRpcConnection.ConnectAsync(server.Uri, library, new LabProbe());

        List<int>[] all = await Task.WhenAll(Enumerable.Range(0, 8).Select(async index =>
            await (await CountAsync(client, new Count(100 + index))).Select(static counted => counted.Number).ToListAsync(Cancellation))).Soon();

        Assert.All(all, static (items, index) => Assert.Equal(Enumerable.Range(0, 100 + index), items));
    }

    [Theory]
    [MemberData(nameof(Libraries))]
    public async Task Download_LeftEarly_EndsTheSource(JsonLibrary library)
    {
        await using LabServer server = await LabServer.StartAsync();
        using StreamJsonRpcConnection client = await StreamJsonRpcConnection.ConnectAsync(server.Uri, library, new LabProbe());

        Assert.Equal(3, await (await CountAsync(client, new Count(1_000_000))).Take(3).CountAsync(Cancellation).AsTask().Soon());

        Assert.InRange(await server.Probe.Ends.Soon(), 3, 10_000);
        Assert.Equal(19, await client.Rpc.InvokeAsync<int>("lab.subtract", 42, 23).Soon());
    }

    [Theory]
    [MemberData(nameof(Libraries))]
    public async Task Download_CancelledWhileItWaits_EndsTheSource(JsonLibrary library)
    {
        await using LabServer server = await LabServer.StartAsync();
        using StreamJsonRpcConnection client = await StreamJsonRpcConnection.ConnectAsync(server.Uri, library, new LabProbe());
        using var cancellation = new CancellationTokenSource();
        await using IAsyncEnumerator<Counted> stream = (await CountAsync(client, new Count(10, HoldAt: 2))).GetAsyncEnumerator(cancellation.Token);
        Assert.True(await stream.MoveNextAsync().AsTask().Soon());
        Assert.True(await stream.MoveNextAsync().AsTask().Soon());

        Task<bool> pending = stream.MoveNextAsync().AsTask();
        Assert.Equal("waits", await server.Probe.Waits.Soon());
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pending.Soon());
        Assert.Equal("cancelled", await server.Probe.Waits.Soon());
        Assert.Equal(2, await server.Probe.Ends.Soon());
    }

    [Theory]
    [MemberData(nameof(Libraries))]
    public async Task Download_FailsInTheMiddle_ItemsAndThenTheErrorArrive(JsonLibrary library)
    {
        await using LabServer server = await LabServer.StartAsync();
        using StreamJsonRpcConnection client = await StreamJsonRpcConnection.ConnectAsync(server.Uri, library, new LabProbe());
        var seen = new List<int>();

        var error = await Assert.ThrowsAsync<RemoteInvocationException>(async () =>
        {
            await foreach (Counted counted in (await CountAsync(client, new Count(100, FailAt: 25))).WithCancellation(Cancellation))
                seen.Add(counted.Number);
        });

        Assert.Equal((77, "cannot count further"), (error.ErrorCode, error.Message));
        Assert.Equal(Enumerable.Range(0, 25), seen);
    }

    [Theory]
    [MemberData(nameof(Settings))]
    public async Task Upload_Whole_IsTaken(JsonLibrary library, (int Prefetch, int MinBatchSize, int MaxReadAhead) settings)
    {
        await using LabServer server = await LabServer.StartAsync();
        using StreamJsonRpcConnection client = await StreamJsonRpcConnection.ConnectAsync(server.Uri, library, new LabProbe());

        foreach (int count in new[] { 0, 1, 100 })
        {
            IAsyncEnumerable<int> numbers = await WithAsync(settings, LabStreams.CountAsync(new LabProbe(), count, cancellationToken: Cancellation));
            Assert.Equal(5 + (count * (count - 1) / 2), (await SumAsync(client, 5, 1000, numbers)).Total);
        }

        IAsyncEnumerable<int> positional = await WithAsync(settings, LabStreams.CountAsync(new LabProbe(), 10, cancellationToken: Cancellation));
        Assert.Equal(50, (await client.Rpc.InvokeAsync<Summed>("lab.sum", 5, 1000, positional).Soon()).Total);
    }

    /// <summary>Whether its source is disposed then is a race in StreamJsonRpc: it may forget the stream with the answer before it looks at the abort that came earlier.</summary>
    [Theory]
    [MemberData(nameof(Libraries))]
    public async Task Upload_HandlerHasEnough_IsAnswered(JsonLibrary library)
    {
        await using LabServer server = await LabServer.StartAsync();
        using StreamJsonRpcConnection client = await StreamJsonRpcConnection.ConnectAsync(server.Uri, library, new LabProbe());

        Summed summed = await SumAsync(client, 0, 4, LabStreams.CountAsync(new LabProbe(), 1_000_000, cancellationToken: Cancellation));

        Assert.Equal(6, summed.Total);
        Assert.Equal(19, await client.Rpc.InvokeAsync<int>("lab.subtract", 42, 23).Soon());
    }

    [Theory]
    [MemberData(nameof(Libraries))]
    public async Task Upload_SourceFails_FailsTheRequest(JsonLibrary library)
    {
        await using LabServer server = await LabServer.StartAsync();
        using StreamJsonRpcConnection client = await StreamJsonRpcConnection.ConnectAsync(server.Uri, library, new LabProbe());
        IAsyncEnumerable<int> failing = LabStreams.CountAsync(
            new LabProbe(), 10, failAt: 5, failure: static () => new LocalRpcException("no more") { ErrorCode = 78 }, cancellationToken: Cancellation);

        var error = await Assert.ThrowsAsync<RemoteInvocationException>(() => SumAsync(client, 0, 1000, failing));

        Assert.Equal((78, "no more"), (error.ErrorCode, error.Message));
    }

    /// <summary>StreamJsonRpc forgets a stream that it sent as soon as its request is answered: what an answering stream is made of must have gone along.</summary>
    [Theory]
    [MemberData(nameof(Libraries))]
    public async Task Duplex_Prefetched_GivesEachBack(JsonLibrary library)
    {
        await using LabServer server = await LabServer.StartAsync();
        using StreamJsonRpcConnection client = await StreamJsonRpcConnection.ConnectAsync(server.Uri, library, new LabProbe());
        IAsyncEnumerable<int> numbers = await WithAsync((1000, 1, 0), LabStreams.CountAsync(new LabProbe(), 100, cancellationToken: Cancellation));

        var doubled = await client.Rpc.InvokeWithParameterObjectAsync<IAsyncEnumerable<Counted>>("lab.multiply", new { by = 2, numbers }, Cancellation).Soon();

        Assert.Equal(Enumerable.Range(0, 100).Select(static number => 2 * number), await doubled.Select(static counted => counted.Number).ToListAsync(Cancellation));
    }

    [Theory]
    [MemberData(nameof(Libraries))]
    public async Task Streams_ThatTheServerAsksFor_Run(JsonLibrary library)
    {
        await using LabServer server = await LabServer.StartAsync();
        using StreamJsonRpcConnection client = await StreamJsonRpcConnection.ConnectAsync(server.Uri, library, new LabProbe());

        Assert.Equal(4950, (await client.Rpc.InvokeAsync<Summed>("lab.countBack", 100).Soon()).Total);
        Assert.Equal(4950, (await client.Rpc.InvokeAsync<Summed>("lab.sumBack", 100).Soon()).Total);
    }

    private static Task<IAsyncEnumerable<Counted>> CountAsync(StreamJsonRpcConnection client, Count count)
        => client.Rpc.InvokeWithParameterObjectAsync<IAsyncEnumerable<Counted>>("lab.count", count, Cancellation).Soon();

    private static Task<Summed> SumAsync(StreamJsonRpcConnection client, int start, int atMost, IAsyncEnumerable<int> stream)
        => client.Rpc.InvokeWithParameterObjectAsync<Summed>("lab.sum", new { start, atMost, stream }, Cancellation).Soon();

    /// <summary>Of a stream that goes along with a request, items are fetched before by a call of their own.</summary>
    private static async Task<IAsyncEnumerable<int>> WithAsync((int Prefetch, int MinBatchSize, int MaxReadAhead) settings, IAsyncEnumerable<int> numbers)
    {
        IAsyncEnumerable<int> stream = numbers.WithJsonRpcSettings(new() { MinBatchSize = settings.MinBatchSize, MaxReadAhead = settings.MaxReadAhead });
        return settings.Prefetch == 0 ? stream : await stream.WithPrefetchAsync(settings.Prefetch, Cancellation);
    }
}

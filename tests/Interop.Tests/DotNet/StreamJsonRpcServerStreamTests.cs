namespace TypedWs.Interop.Tests.DotNet;

/// <summary>StreamJsonRpc as the server of our client: streams both ways.</summary>
public sealed class StreamJsonRpcServerStreamTests
{
    private readonly LabProbe _probe = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<JsonLibrary> Libraries => new(Enum.GetValues<JsonLibrary>());

    [Theory]
    [MemberData(nameof(StreamJsonRpcClientStreamTests.Settings), MemberType = typeof(StreamJsonRpcClientStreamTests))]
    public async Task Download_Whole_HasEveryItemInOrder(JsonLibrary library, (int Prefetch, int MinBatchSize, int MaxReadAhead) settings)
    {
        await using StreamJsonRpcServer server = await StartAsync(library, settings);
        await using LabClient client = await server.ConnectAsync(new LabClientHandler(_probe));

        foreach (int count in new[] { 0, 1, 100 })
            Assert.Equal(Enumerable.Range(0, count), await client.CountAsync(count, cancellationToken: Cancellation).Select(static counted => counted.Number).ToListAsync(Cancellation));
    }

    [Theory]
    [MemberData(nameof(Libraries))]
    public async Task Download_SeveralAtOnce_AreApart(JsonLibrary library)
    {
        await using StreamJsonRpcServer server = await StreamJsonRpcServer.StartAsync(library);
        await using LabClient client = await server.ConnectAsync(new LabClientHandler(_probe));

        List<int>[] all = await Task.WhenAll(Enumerable.Range(0, 8).Select(index =>
            client.CountAsync(100 + index, cancellationToken: Cancellation).Select(static counted => counted.Number).ToListAsync(Cancellation).AsTask())).Soon();

        Assert.All(all, static (items, index) => Assert.Equal(Enumerable.Range(0, 100 + index), items));
    }

    /// <summary>Not with items read ahead: StreamJsonRpc may then dispose of its source while that moves, which does not end it.</summary>
    [Theory]
    [MemberData(nameof(Libraries))]
    public async Task Download_LeftEarly_EndsTheSource(JsonLibrary library)
    {
        await using StreamJsonRpcServer server = await StreamJsonRpcServer.StartAsync(library);
        await using LabClient client = await server.ConnectAsync(new LabClientHandler(_probe));

        Assert.Equal(3, await client.CountAsync(1_000_000, cancellationToken: Cancellation).Take(3).CountAsync(Cancellation).AsTask().Soon());

        Assert.InRange(await server.Probe.Ends.Soon(), 3, 10_000);
        Assert.Equal(19, await client.SubtractAsync(42, 23, Cancellation));
    }

    [Theory]
    [MemberData(nameof(Libraries))]
    public async Task Download_CancelledWhileItWaits_EndsTheSource(JsonLibrary library)
    {
        await using StreamJsonRpcServer server = await StreamJsonRpcServer.StartAsync(library);
        await using LabClient client = await server.ConnectAsync(new LabClientHandler(_probe));
        using var cancellation = new CancellationTokenSource();
        await using IAsyncEnumerator<Counted> stream = client.CountAsync(10, holdAt: 2, cancellationToken: cancellation.Token).GetAsyncEnumerator(Cancellation);
        Assert.True(await stream.MoveNextAsync().AsTask().Soon());
        Assert.True(await stream.MoveNextAsync().AsTask().Soon());

        Task<bool> pending = stream.MoveNextAsync().AsTask();
        Assert.Equal("waits", await server.Probe.Waits.Soon());
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pending.Soon());
        Assert.Equal("cancelled", await server.Probe.Waits.Soon());
        Assert.Equal(2, await server.Probe.Ends.Soon());
        Assert.Equal(19, await client.SubtractAsync(42, 23, Cancellation));
    }

    [Theory]
    [MemberData(nameof(Libraries))]
    public async Task Download_FailsInTheMiddle_ItemsAndThenTheErrorArrive(JsonLibrary library)
    {
        await using StreamJsonRpcServer server = await StreamJsonRpcServer.StartAsync(library);
        await using LabClient client = await server.ConnectAsync(new LabClientHandler(_probe));
        var seen = new List<int>();

        var error = await Assert.ThrowsAsync<RemoteException>(async () =>
        {
            await foreach (Counted counted in client.CountAsync(100, failAt: 25, cancellationToken: Cancellation))
                seen.Add(counted.Number);
        });

        Assert.Equal((77, "cannot count further"), (error.Code, error.Message));
        Assert.Equal(Enumerable.Range(0, 25), seen);
    }

    [Theory]
    [MemberData(nameof(Libraries))]
    public async Task Upload_Whole_IsTaken(JsonLibrary library)
    {
        await using StreamJsonRpcServer server = await StreamJsonRpcServer.StartAsync(library);
        await using LabClient client = await server.ConnectAsync(new LabClientHandler(_probe));

        foreach (int count in new[] { 0, 1, 1000 })
        {
            Summed summed = await client.SumAsync(5, 1000, LabStreams.CountAsync(_probe, count, cancellationToken: Cancellation), Cancellation);
            Assert.Equal(5 + (count * (count - 1) / 2), summed.Total);
        }
    }

    [Theory]
    [MemberData(nameof(Libraries))]
    public async Task Upload_HandlerHasEnough_EndsTheSource(JsonLibrary library)
    {
        await using StreamJsonRpcServer server = await StreamJsonRpcServer.StartAsync(library);
        await using LabClient client = await server.ConnectAsync(new LabClientHandler(_probe));

        Summed summed = await client.SumAsync(0, 4, LabStreams.CountAsync(_probe, 1_000_000, cancellationToken: Cancellation), Cancellation);

        Assert.Equal(6, summed.Total);
        Assert.InRange(await _probe.Ends.Soon(), 3, 10_000);
    }

    [Theory]
    [MemberData(nameof(Libraries))]
    public async Task Upload_SourceFails_ItsExceptionComesOutOfTheRequest(JsonLibrary library)
    {
        await using StreamJsonRpcServer server = await StreamJsonRpcServer.StartAsync(library);
        await using LabClient client = await server.ConnectAsync(new LabClientHandler(_probe));
        IAsyncEnumerable<int> failing = LabStreams.CountAsync(_probe, 10, failAt: 5, failure: static () => new InvalidDataException("no more"), cancellationToken: Cancellation);

        await Assert.ThrowsAsync<InvalidDataException>(async () => await client.SumAsync(0, 1000, failing, Cancellation));
    }

    [Theory]
    [MemberData(nameof(Libraries))]
    public async Task Duplex_Whole_GivesEachBack(JsonLibrary library)
    {
        await using StreamJsonRpcServer server = await StreamJsonRpcServer.StartAsync(library);
        await using LabClient client = await server.ConnectAsync(new LabClientHandler(_probe));

        IAsyncEnumerable<Counted> doubled = client.MultiplyAsync(2, LabStreams.CountAsync(_probe, 100, cancellationToken: Cancellation), Cancellation);

        Assert.Equal(Enumerable.Range(0, 100).Select(static number => 2 * number), await doubled.Select(static counted => counted.Number).ToListAsync(Cancellation));
    }

    [Theory]
    [MemberData(nameof(StreamJsonRpcClientStreamTests.Settings), MemberType = typeof(StreamJsonRpcClientStreamTests))]
    public async Task Streams_ThatTheServerAsksFor_Run(JsonLibrary library, (int Prefetch, int MinBatchSize, int MaxReadAhead) settings)
    {
        await using StreamJsonRpcServer server = await StartAsync(library, settings);
        await using LabClient client = await server.ConnectAsync(new LabClientHandler(_probe));

        Assert.Equal(4950, (await client.CountBackAsync(100, Cancellation)).Total);
        Assert.Equal(4950, (await client.SumBackAsync(100, Cancellation)).Total);
    }

    private static Task<StreamJsonRpcServer> StartAsync(JsonLibrary library, (int Prefetch, int MinBatchSize, int MaxReadAhead) settings)
        => StreamJsonRpcServer.StartAsync(library, new() { Prefetch = settings.Prefetch, MinBatchSize = settings.MinBatchSize, MaxReadAhead = settings.MaxReadAhead });
}

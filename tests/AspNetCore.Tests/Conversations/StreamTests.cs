namespace TypedWs.AspNetCore.Tests.Conversations;

/// <summary>Streams over a real server: down, up and both at once, asked for by the client and by the server, in both formats.</summary>
public class StreamTests
{
    private const int Many = 5_000;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<WireFormat> Formats => [WireFormat.Json, WireFormat.MessagePack];

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Download_FromTheClient_YieldsTheServersItems(WireFormat format)
    {
        await using LabServer server = await LabServer.StartAsync();
        await using LabClient client = await server.ConnectAsync(format);

        List<Counted> counted = await client.CountAsync(new Count(Many), Cancellation).ToListAsync(Cancellation);

        Assert.Equal(Enumerable.Range(0, Many), counted.Select(static item => item.Number));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Download_FromTheServer_YieldsTheClientsItems(WireFormat format)
    {
        await using LabServer server = await LabServer.StartAsync();
        await using LabClient client = await server.ConnectAsync(format, Register);
        LabSession session = await server.Probe.Connected.Soon();

        List<Counted> counted = await session.CountAsync(Many, cancellationToken: Cancellation).ToListAsync(Cancellation);

        Assert.Equal(Enumerable.Range(0, Many), counted.Select(static item => item.Number));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Upload_FromTheClient_ReachesTheServersHandler(WireFormat format)
    {
        await using LabServer server = await LabServer.StartAsync();
        await using LabClient client = await server.ConnectAsync(format);

        Summed summed = await client.SumAsync(new Sum(1), Numbers(Many), Cancellation);
        await client.DropAsync(Numbers(Many).Select(static number => number.ToString(System.Globalization.CultureInfo.InvariantCulture)), Cancellation);

        Assert.Equal(1 + (Many * (Many - 1L) / 2), summed.Total);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Upload_FromTheServer_ReachesTheClientsHandler(WireFormat format)
    {
        await using LabServer server = await LabServer.StartAsync();
        await using LabClient client = await server.ConnectAsync(format, Register);
        LabSession session = await server.Probe.Connected.Soon();

        Summed summed = await session.SumAsync(1, Numbers(Many), Cancellation);
        await session.DropAsync(new Drop(), Numbers(Many).Select(static _ => "x"), Cancellation);

        Assert.Equal(1 + (Many * (Many - 1L) / 2), summed.Total);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Duplex_FromTheClient_GoesBothWays(WireFormat format)
    {
        await using LabServer server = await LabServer.StartAsync();
        await using LabClient client = await server.ConnectAsync(format);

        List<Counted> counted = await client.MultiplyAsync(3, Numbers(Many), Cancellation).ToListAsync(Cancellation);

        Assert.Equal(Enumerable.Range(0, Many).Select(static number => number * 3), counted.Select(static item => item.Number));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Duplex_FromTheServer_GoesBothWays(WireFormat format)
    {
        await using LabServer server = await LabServer.StartAsync();
        await using LabClient client = await server.ConnectAsync(format, Register);
        LabSession session = await server.Probe.Connected.Soon();

        List<Counted> counted = await session.MultiplyAsync(new Multiply(3), Numbers(Many), Cancellation).ToListAsync(Cancellation);

        Assert.Equal(Enumerable.Range(0, Many).Select(static number => number * 3), counted.Select(static item => item.Number));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Download_ThatFailsInTheMiddle_GivesItsItemsFirst(WireFormat format)
    {
        await using LabServer server = await LabServer.StartAsync();
        await using LabClient client = await server.ConnectAsync(format);
        int received = 0;

        RemoteException exception = await Assert.ThrowsAsync<RemoteException>(async () =>
        {
            await foreach (Counted item in client.CountAsync(Many, failAt: 1234, Cancellation))
                received++;
        });

        Assert.Equal((1234, 77, "cannot count further"), (received, exception.Code, exception.Message));
    }

    [Fact]
    public async Task Download_EnumeratedOnAnotherConnection_IsAskedForThere()
    {
        await using LabServer server = await LabServer.StartAsync();
        await using var client = new LabClient(new TypedWsClientOptions { Uri = server.Uri });
        IAsyncEnumerable<Counted> counted = client.CountAsync(3, cancellationToken: Cancellation);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await counted.CountAsync(Cancellation));

        for (int i = 0; i < 2; i++)
        {
            await client.ConnectAsync(Cancellation);
            Assert.Equal(3, await counted.CountAsync(Cancellation));
            await client.CloseAsync(cancellationToken: Cancellation);
        }
    }

    [Fact]
    public async Task Download_WithoutAHandler_IsRefused()
    {
        await using LabServer server = await LabServer.StartAsync();
        await using LabClient client = await server.ConnectAsync();
        LabSession session = await server.Probe.Connected.Soon();

        RemoteException exception = await Assert.ThrowsAsync<RemoteException>(async () => await session.CountAsync(1, cancellationToken: Cancellation).CountAsync(Cancellation));

        Assert.Equal(ErrorCodes.MethodNotFound, exception.Code);
    }

    [Fact]
    public async Task Download_WhoseServerGoesAway_SaysSo()
    {
        await using LabServer server = await LabServer.StartAsync();
        await using LabClient client = await server.ConnectAsync(configure: static options => options.Reconnect.Policy = Transport.WsReconnectPolicy.None);
        LabSession session = await server.Probe.Connected.Soon();

        StreamLostException exception = await Assert.ThrowsAsync<StreamLostException>(async () =>
        {
            await foreach (Counted item in client.CountAsync(int.MaxValue, cancellationToken: Cancellation))
                session.Abort("gone");
        });

        Assert.Equal("lab.count", exception.Method);
    }

    private static void Register(LabClient client)
    {
        client.OnCount(LabStreams.CountAsync);
        client.OnSum(LabStreams.SumAsync);
        client.OnDrop(static (_, stream, cancellationToken) => LabStreams.DropAsync(stream, cancellationToken));
        client.OnMultiply(static (message, stream, _) => LabStreams.MultiplyAsync(message, stream));
    }

    private static async IAsyncEnumerable<int> Numbers(int count)
    {
        for (int number = 0; number < count; number++)
        {
            if (number % 1000 == 0)
                await Task.Yield();
            yield return number;
        }
    }
}

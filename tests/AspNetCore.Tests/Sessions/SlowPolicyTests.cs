using System.Threading.Channels;
using TypedWs.Transport;

namespace TypedWs.AspNetCore.Tests.Sessions;

/// <summary>What becomes of messages to a client that takes no more, through real sockets: to its session, and to an audience that it is a member of.</summary>
[Trait("Category", "Concurrency")]
public sealed class SlowPolicyTests
{
    // More than the buffers of two sockets, a pipe and a client hold, all in all.
    private const int MostMessages = 2_000;

    private static readonly string Padding = new('x', 64 * 1024);

    private readonly TaskCompletionSource _reading = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Channel<(string Kind, int Number)> _received = Channel.CreateUnbounded<(string, int)>();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false, WireFormat.Json)]
    [InlineData(true, WireFormat.MessagePack)]
    public async Task LatestOnly_GetsTheLatestOfEachKey(bool isAudience, WireFormat format)
    {
        await using LabServer server = await StartAsync();
        await using LabClient client = await ConnectAsync(server, format);
        LabSession session = await server.Probe.Connected.Soon();

        int sent = 0;
        for (; sent < MostMessages && session.DroppedMessages < 3; sent++)
            await SendPricedAsync($"key {sent % 2}", sent);
        await SendPricedAsync("key 0", 10_000);
        await SendPricedAsync("key 1", 10_001);
        _reading.SetResult();

        List<int> numbers = await ReadUntilAsync("priced", 10_000, 10_001);
        Assert.InRange(sent, 1, MostMessages - 1);
        Assert.Equal(sent + 2, numbers.Count + session.DroppedMessages);
        Assert.Equal(new DroppedMessage("lab.priced", SlowPolicy.LatestOnly, 1), await server.Probe.Dropped.Soon());
        Assert.Equal(2, (await server.Probe.Dropped.Soon()).Count);
        Assert.Single(server.Logs.Entries, entry => entry.EventId.Id == 302);

        Task SendPricedAsync(string symbol, int number) => isAudience
            ? server.Sessions.All.SendPricedAsync(symbol, number, Padding, Token).AsTask().Soon()
            : session.SendPricedAsync(symbol, number, Padding, Token).AsTask().Soon();
    }

    [Theory]
    [InlineData(false, WireFormat.MessagePack)]
    [InlineData(true, WireFormat.Json)]
    public async Task DropOldest_GetsTheNewestInOrder(bool isAudience, WireFormat format)
    {
        await using LabServer server = await StartAsync();
        await using LabClient client = await ConnectAsync(server, format);
        LabSession session = await server.Probe.Connected.Soon();

        int sent = 0;
        for (; sent < MostMessages && session.DroppedMessages < 3; sent++)
        {
            var message = new Reported(sent, Padding);
            await (isAudience ? server.Sessions.All.SendReportedAsync(message, Token).AsTask() : session.SendReportedAsync(message, Token).AsTask()).Soon();
        }

        _reading.SetResult();
        List<int> numbers = await ReadUntilAsync("reported", sent - 1);

        Assert.InRange(sent, 1, MostMessages - 1);
        Assert.Equal(numbers.Order(), numbers);
        Assert.Equal(sent, numbers.Count + session.DroppedMessages);
        Assert.Equal(SlowPolicy.DropOldest, (await server.Probe.Dropped.Soon()).Policy);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task DropNewest_MissesWhatFindsNoRoom(bool isAudience)
    {
        await using LabServer server = await StartAsync();
        using var missed = new MissedMessages(server.Services);
        await using LabClient client = await ConnectAsync(server, WireFormat.Json);
        LabSession session = await server.Probe.Connected.Soon();

        int sent = 0;
        for (; sent < MostMessages && session.DroppedMessages < 3; sent++)
        {
            var message = new Hinted(sent, Padding);
            await (isAudience ? server.Sessions.All.SendHintedAsync(message, Token).AsTask() : session.SendHintedAsync(message, Token).AsTask()).Soon();
        }

        _reading.SetResult();
        for (int i = 0; i < sent - 3; i++)
            Assert.Equal("hinted", (await _received.Soon()).Kind);

        Assert.InRange(sent, 1, MostMessages - 1);
        Assert.Equal((3, 3), (missed.Count, session.DroppedMessages));
        Assert.Equal(SlowPolicy.DropNewest, (await server.Probe.Dropped.Soon()).Policy);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Disconnect_EndsTheSession(bool isAudience)
    {
        await using LabServer server = await StartAsync();
        await using RawClient client = await RawClient.ConnectAsync(server.Uri);
        LabSession session = await server.Probe.Connected.Soon();

        int sent = 0;
        WsClosedException? thrown = null;
        for (; sent < MostMessages && thrown is null && !session.Disconnected.IsCancellationRequested; sent++)
        {
            if (isAudience)
                await server.Sessions.All.SendVitalAsync(Padding, Token);
            else
                thrown = (WsClosedException?)await Record.ExceptionAsync(() => session.SendVitalAsync(Padding, Token).AsTask());
        }

        // Who sends to an audience is not told, and what it sends while the session ends costs next to nothing.
        Assert.InRange(sent, 1, isAudience ? MostMessages : MostMessages - 1);
        Assert.Equal(isAudience, thrown is null);
        Assert.Contains("does not read fast enough", (await server.Probe.Disconnected.Soon()).Reason, StringComparison.Ordinal);
        Assert.Equal(new DroppedMessage("lab.vital", SlowPolicy.Disconnect, 1), await server.Probe.Dropped.Soon());
        Assert.Single(server.Logs.Entries, entry => entry.EventId.Id == 301);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Option_IsThePolicyOfMessagesWithoutOne(bool isAudience)
    {
        await using LabServer server = await StartAsync(options => options.WhenSlow = SlowPolicy.LatestOnly);
        await using LabClient client = await ConnectAsync(server, WireFormat.MessagePack);
        LabSession session = await server.Probe.Connected.Soon();

        int sent = 0;
        for (; sent < MostMessages && session.DroppedMessages < 3; sent++)
        {
            var message = new Published($"{sent} {Padding}");
            await (isAudience ? server.Sessions.All.SendPublishedAsync(message, Token).AsTask() : session.SendPublishedAsync(message, Token).AsTask()).Soon();
        }

        _reading.SetResult();
        List<int> numbers = await ReadUntilAsync("published", sent - 1);

        Assert.InRange(sent, 1, MostMessages - 1);
        Assert.Equal(sent, numbers.Count + session.DroppedMessages);
        Assert.Equal(new DroppedMessage("lab.published", SlowPolicy.LatestOnly, 1), await server.Probe.Dropped.Soon());
    }

    [Fact]
    public async Task Observer_Throws_IsLoggedAndTheSenderGoesOn()
    {
        await using LabServer server = await StartAsync();
        await using RawClient client = await RawClient.ConnectAsync(server.Uri);
        LabSession session = await server.Probe.Connected.Soon();
        server.Logs.ExpectsErrors = true;
        server.Probe.OnDropped = static _ => throw new InvalidOperationException("the observer's own");

        for (int sent = 0; sent < MostMessages && session.DroppedMessages == 0; sent++)
            await session.SendHintedAsync(sent, Padding, Token);

        Assert.Equal(1, session.DroppedMessages);
        Assert.Single(server.Logs.Entries, entry => entry.EventId.Id == 303);
    }

    [Fact]
    public async Task CloseAsync_SendsWhatWaitsFirst()
    {
        await using LabServer server = await StartAsync();
        await using LabClient client = await ConnectAsync(server, WireFormat.Json);
        LabSession session = await server.Probe.Connected.Soon();
        int sent = 0;
        for (; sent < MostMessages && session.DroppedMessages == 0; sent++)
            await session.SendPricedAsync("key", sent, Padding, Token);

        Task<WsClosed> closing = session.CloseAsync((WsCloseCode)4000, "enough", Token);
        _reading.SetResult();

        Assert.Equal(sent - 1, (await ReadUntilAsync("priced", sent - 1)).Last());
        Assert.Equal((WsCloseCode)4000, (await closing.Soon()).Code);
    }

    private static Task<LabServer> StartAsync(Action<TypedWsServerOptions>? configure = null) => LabServer.StartAsync(options =>
    {
        options.Connection.SendHighWaterMark = 64 * 1024;
        options.SlowBufferSize = 4 * 64 * 1024;
        configure?.Invoke(options);
    });

    /// <summary>A client whose handlers wait until the test lets them, so that it soon reads no more.</summary>
    private Task<LabClient> ConnectAsync(LabServer server, WireFormat format) => server.ConnectAsync(format, client =>
    {
        client.OnPriced((priced, _) => NoteAsync("priced", priced.Number));
        client.OnReported((reported, _) => NoteAsync("reported", reported.Number));
        client.OnHinted((hinted, _) => NoteAsync("hinted", hinted.Number));
        client.OnPublished((published, _) => NoteAsync("published", int.Parse(published.Text.AsSpan(0, published.Text.IndexOf(' ', StringComparison.Ordinal)), null)));
    });

    private async ValueTask NoteAsync(string kind, int number)
    {
        await _reading.Task;
        await _received.Writer.WriteAsync((kind, number));
    }

    private async Task<List<int>> ReadUntilAsync(string kind, params int[] last)
    {
        var numbers = new List<int>();
        while (last.Except(numbers).Any())
        {
            (string received, int number) = await _received.Soon();
            Assert.Equal(kind, received);
            numbers.Add(number);
        }

        return numbers;
    }
}

using Microsoft.Extensions.Time.Testing;
using TypedWs.Transport;

namespace TypedWs.AspNetCore.Tests.Conversations;

public sealed class ConversationWatchTests
{
    private readonly FakeTimeProvider _clock = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task IdleTimeout_NothingIsSentEitherWay_Closes4408()
    {
        await using LabServer server = await StartAsync(options => options.IdleTimeout = TimeSpan.FromMinutes(1));
        await using LabClient client = await server.ConnectAsync();
        await server.Probe.Connected.Soon();
        Task<WsClosed> ended = client.Completion;

        _clock.Advance(TimeSpan.FromSeconds(59));
        Assert.DoesNotContain(server.Logs.Entries, static entry => entry.EventId.Id == 315);

        // Step by step: the hook that tells of the connection may still run, which counts as something happening.
        for (int step = 0; step < 100 && !ended.IsCompleted; step++)
        {
            _clock.Advance(TimeSpan.FromSeconds(7));
            await Task.WhenAny(ended, Task.Delay(10, Token));
        }

        Assert.Equal(TypedWsCloseCodes.Idle, (await ended.Soon()).Code);
        Assert.Equal(TypedWsCloseCodes.Idle, (await server.Probe.Disconnected.Soon()).Code);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task IdleTimeout_MessagesOfOneSide_KeepTheConnection(bool fromClient)
    {
        await using LabServer server = await StartAsync(options => options.IdleTimeout = TimeSpan.FromMinutes(1));
        await using RawClient client = await RawClient.ConnectAsync(server.Uri);
        LabSession session = await server.Probe.Connected.Soon();

        for (int minute = 0; minute < 5; minute++)
        {
            _clock.Advance(TimeSpan.FromSeconds(50));
            if (fromClient)
                await client.AssertAliveAsync();
            else
                await session.SendPublishedAsync("hi", Token);
            _clock.Advance(TimeSpan.FromSeconds(10));
        }

        Assert.False(session.Disconnected.IsCancellationRequested);
        if (fromClient)
            await client.AssertAliveAsync();
        else
            Assert.Equal("lab.published", (await client.ReceiveAsync()).Json.GetProperty("method").GetString());
    }

    [Fact]
    public async Task IdleTimeout_HandlerRuns_KeepsTheConnection()
    {
        await using LabServer server = await StartAsync(options => options.IdleTimeout = TimeSpan.FromMinutes(1));
        await using LabClient client = await server.ConnectAsync();
        var entered = new TaskCompletionSource();
        var leave = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        server.Probe.OnEcho = async (_, _) =>
        {
            entered.SetResult();
            await leave.Task;
        };
        Task<Echoed> running = client.EchoAsync("slow", cancellationToken: Token).AsTask();
        await entered.Task.Soon();

        for (int second = 0; second < 300; second += 10)
            _clock.Advance(TimeSpan.FromSeconds(10));
        leave.SetResult();

        Assert.Equal("slow", (await running.Soon()).Text);
    }

    [Fact]
    public async Task MaxConnectionAge_Reached_SaysSoAndCloses1001()
    {
        await using LabServer server = await StartAsync(options => options.MaxConnectionAge = TimeSpan.FromHours(1));
        await using RawClient client = await RawClient.ConnectAsync(server.Uri);
        await server.Probe.Connected.Soon();

        _clock.Advance(TimeSpan.FromHours(1) - TimeSpan.FromSeconds(1));
        await client.AssertAliveAsync();
        _clock.Advance(TimeSpan.FromMinutes(7));

        Assert.Equal("$/session.goaway", (await client.ReceiveAsync()).Json.GetProperty("method").GetString());
        RawFrame close = await client.ReceiveAsync();
        Assert.Equal((RawClient.Close, 1001), (close.Opcode, close.CloseCode));
    }

    [Fact]
    public async Task MaxConnectionAge_HandlerRuns_MayFinishWithinTheDrainTimeout()
    {
        await using LabServer server = await StartAsync(options => options.MaxConnectionAge = TimeSpan.FromHours(1));
        await using LabClient client = await server.ConnectAsync();
        var entered = new TaskCompletionSource();
        server.Probe.OnEcho = async (_, cancellationToken) =>
        {
            entered.SetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
        };
        Task<Echoed> running = client.EchoAsync("slow", cancellationToken: Token).AsTask();
        await entered.Task.Soon();

        _clock.Advance(TimeSpan.FromMinutes(67));
        Assert.NotEmpty((await client.WhoAmIAsync(Token).AsTask().Soon()).SessionId);
        _clock.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(WsCloseCode.GoingAway, (await Assert.ThrowsAsync<RequestLostException>(() => running.Soon())).Closed.Code);
    }

    [Fact]
    public async Task MaxConnectionAge_ManyAtOnce_DoNotEndAtOnce()
    {
        await using LabServer server = await StartAsync(options => options.MaxConnectionAge = TimeSpan.FromHours(1));
        var clients = new List<LabClient>();
        for (int i = 0; i < 20; i++)
            clients.Add(await server.ConnectAsync());
        foreach (LabClient _ in clients)
            await server.Probe.Connected.Soon();

        _clock.Advance(TimeSpan.FromHours(1));
        var endings = new HashSet<TimeSpan>();
        for (var after = TimeSpan.Zero; after <= TimeSpan.FromMinutes(7); after += TimeSpan.FromSeconds(10))
        {
            int before = server.Logs.Entries.Count(static entry => entry.EventId.Id == 314);
            _clock.Advance(TimeSpan.FromSeconds(10));
            if (server.Logs.Entries.Count(static entry => entry.EventId.Id == 314) > before)
                endings.Add(after);
        }

        Assert.True(endings.Count > 1);
        foreach (LabClient client in clients)
        {
            Assert.Equal(WsCloseCode.GoingAway, (await client.Completion.Soon()).Code);
            await client.DisposeAsync();
        }
    }

    [Fact]
    public async Task NoLimits_Ever_KeepsTheConnection()
    {
        await using LabServer server = await StartAsync(static _ => { });
        await using RawClient client = await RawClient.ConnectAsync(server.Uri);
        await server.Probe.Connected.Soon();

        _clock.Advance(TimeSpan.FromDays(365));

        await client.AssertAliveAsync();
    }

    private Task<LabServer> StartAsync(Action<TypedWsServerOptions> configure) => LabServer.StartAsync(options =>
    {
        options.Conversation.TimeProvider = _clock;
        configure(options);
    });
}

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using TypedWs.Transport;

namespace TypedWs.AspNetCore.Tests.Hosting;

/// <summary>What runs when the application stops may finish, for a time.</summary>
public class DrainTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Drain_HandlerRuns_ItAnswersAndLaterRequestsAreHandled()
    {
        await using LabServer server = await LabServer.StartAsync();
        await using LabClient client = await server.ConnectAsync();
        (TaskCompletionSource entered, TaskCompletionSource leave) = HoldFirstEcho(server);
        Task<Echoed> running = client.EchoAsync("running", cancellationToken: Token).AsTask();
        await entered.Task.Soon();

        Task stopping = server.StopAsync();
        Identity later = await client.WhoAmIAsync(Token).AsTask().Soon();
        leave.SetResult();

        Assert.Equal("running", (await running.Soon()).Text);
        Assert.NotEmpty(later.SessionId);
        Assert.Equal(WsCloseCode.GoingAway, (await client.Completion.Soon()).Code);
        await stopping.Soon();
    }

    [Theory]
    [InlineData(10, 30, 10)]
    [InlineData(60, 30, 24)]
    [InlineData(-0.001, 30, 24)]
    public async Task Drain_HandlerPassesTheDeadline_IsCutWith1001(double drainSeconds, int hostSeconds, int expectedSeconds)
    {
        var clock = new FakeTimeProvider();
        await using LabServer server = await LabServer.StartAsync(
            options =>
            {
                options.Conversation.TimeProvider = clock;
                options.DrainTimeout = TimeSpan.FromSeconds(drainSeconds);
            },
            builder => builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(hostSeconds)));
        await using LabClient client = await server.ConnectAsync();
        (TaskCompletionSource entered, _) = HoldFirstEcho(server);
        Task<Echoed> running = client.EchoAsync("running", cancellationToken: Token).AsTask();
        await entered.Task.Soon();
        server.BeginStopping();

        clock.Advance(TimeSpan.FromSeconds(expectedSeconds) - TimeSpan.FromMilliseconds(1));
        Assert.NotEmpty((await client.WhoAmIAsync(Token).AsTask().Soon()).SessionId);
        clock.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal(WsCloseCode.GoingAway, (await client.Completion.Soon()).Code);
        Assert.Equal(WsCloseCode.GoingAway, (await Assert.ThrowsAsync<RequestLostException>(() => running.Soon())).Closed.Code);
        Assert.True((await server.Probe.Disconnected.Soon()).Clean);
    }

    [Fact]
    public async Task Drain_Zero_ClosesAtOnce()
    {
        await using LabServer server = await LabServer.StartAsync(options => options.DrainTimeout = TimeSpan.Zero);
        await using LabClient client = await server.ConnectAsync();
        (TaskCompletionSource entered, _) = HoldFirstEcho(server);
        Task<Echoed> running = client.EchoAsync("running", cancellationToken: Token).AsTask();
        await entered.Task.Soon();

        server.BeginStopping();

        await Assert.ThrowsAsync<RequestLostException>(() => running.Soon());
    }

    [Fact]
    public async Task Drain_ManyAnswersAtOnce_EveryOneArrives()
    {
        const int Requests = 50;
        await using LabServer server = await LabServer.StartAsync();
        await using LabClient client = await server.ConnectAsync(WireFormat.MessagePack);
        var leave = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var entered = new CountdownEvent(Requests);
        var all = new TaskCompletionSource();
        server.Probe.OnEcho = async (_, _) =>
        {
            if (entered.Signal())
                all.SetResult();
            await leave.Task;
        };
        Task<Echoed>[] running = [.. Enumerable.Range(0, Requests).Select(number => client.EchoAsync($"{number}", cancellationToken: Token).AsTask())];
        await all.Task.Soon();

        Task stopping = server.StopAsync();
        leave.SetResult();

        Echoed[] answers = await Task.WhenAll(running).Soon();
        Assert.Equal(Enumerable.Range(0, Requests).Select(static number => $"{number}"), answers.Select(static answer => answer.Text));
        await stopping.Soon();
    }

    /// <summary>Makes echoes wait, until the test lets them go or their connection ends.</summary>
    private static (TaskCompletionSource Entered, TaskCompletionSource Leave) HoldFirstEcho(LabServer server)
    {
        var entered = new TaskCompletionSource();
        var leave = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        server.Probe.OnEcho = async (_, cancellationToken) =>
        {
            entered.TrySetResult();
            await leave.Task.WaitAsync(cancellationToken);
        };
        return (entered, leave);
    }
}

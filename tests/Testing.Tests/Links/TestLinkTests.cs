using Microsoft.Extensions.DependencyInjection;
using TypedWs.AspNetCore.Tests;
using TypedWs.Transport;

namespace TypedWs.Testing.Tests.Links;

public sealed class TestLinkTests
{
    [Fact]
    public async Task Cut_BothSidesNotice_AndTheClientComesBack()
    {
        await using TypedWsTestHost host = await StartAsync();
        var probe = host.Services.GetRequiredService<LabProbe>();
        await using LabClient client = await ConnectAsync(host);
        await probe.Connected.Soon();

        host.Network.Link.Cut();

        Assert.False((await probe.Disconnected.Soon()).Clean);
        await ReconnectAsync(host, probe);
        Assert.Equal("again", (await client.EchoAsync("again", cancellationToken: TestContext.Current.CancellationToken)).Text);
        Assert.Equal([true, false], host.Network.Links.Select(link => link.IsCut));
    }

    [Fact]
    public async Task CutAfterMessagesToServer_LetsSoManyThrough()
    {
        await using TypedWsTestHost host = await StartAsync();
        await using LabClient client = await ConnectAsync(host);

        host.Network.Link.CutAfterMessagesToServer(2);
        Echoed first = await client.EchoAsync("one", cancellationToken: TestContext.Current.CancellationToken);
        var lost = await Assert.ThrowsAsync<RequestLostException>(() => client.EchoAsync("two", cancellationToken: TestContext.Current.CancellationToken).AsTask().Soon());

        Assert.Equal("one", first.Text);
        Assert.True(lost.WasSent);
        Assert.Equal(2, host.Network.Links[0].MessagesToServer);
    }

    [Fact]
    public async Task CutAfterMessagesToClient_TheLastOneIsStillRead()
    {
        await using TypedWsTestHost host = await StartAsync();
        await using LabClient client = await ConnectAsync(host);

        host.Network.Link.CutAfterMessagesToClient(1);
        Echoed last = await client.EchoAsync("last", cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal("last", last.Text);
        Assert.True(host.Network.Links[0].IsCut);
    }

    [Fact]
    public async Task CutClient_TheServerKeepsTheOldSessionBesideTheNewOne()
    {
        await using TypedWsTestHost host = await StartAsync();
        var probe = host.Services.GetRequiredService<LabProbe>();
        await using LabClient client = await ConnectAsync(host);
        await probe.Connected.Soon();

        host.Network.Link.CutClient();
        await ReconnectAsync(host, probe);

        Assert.Equal(2, host.Services.GetRequiredService<LabSessions>().Count);
        Assert.False(probe.Disconnected.Reader.TryPeek(out _));
    }

    [Fact]
    public async Task CutServer_TheClientNoticesByItsPings()
    {
        await using TypedWsTestHost host = await StartAsync();
        var probe = host.Services.GetRequiredService<LabProbe>();
        await using LabClient client = await ConnectAsync(host, options => options.Connection.PingInterval = TimeSpan.FromSeconds(5));
        await probe.Connected.Soon();
        Task<WsClosed> ended = client.Completion;

        host.Network.Link.CutServer();
        await probe.Disconnected.Soon();
        Assert.False(ended.IsCompleted);
        await AdvanceUntilAsync(host, ended);

        Assert.False((await ended).Clean);
    }

    [Fact]
    public async Task Vanish_NobodyNoticesUntilAPongIsMissed()
    {
        await using TypedWsTestHost host = await StartAsync();
        await using LabClient client = await ConnectAsync(host, options => options.Connection.PingInterval = TimeSpan.FromSeconds(5));
        Task<WsClosed> ended = client.Completion;

        host.Network.Link.Vanish();
        Task<Echoed> asking = client.EchoAsync("into nothing", cancellationToken: TestContext.Current.CancellationToken).AsTask();
        Assert.False(ended.IsCompleted);
        await AdvanceUntilAsync(host, ended);

        await Assert.ThrowsAsync<RequestLostException>(() => asking.Soon());
        Assert.Equal(0, host.Network.Links[0].MessagesToServer);
    }

    [Fact]
    public async Task Delay_HoldsBytesBackForItsTime()
    {
        await using TypedWsTestHost host = await StartAsync();
        await using LabClient client = await ConnectAsync(host);
        TestLink link = host.Network.Link;
        link.Delay = TimeSpan.FromSeconds(1);

        Task<Echoed> asking = client.EchoAsync("slow", cancellationToken: TestContext.Current.CancellationToken).AsTask();
        host.Time.Advance(TimeSpan.FromSeconds(0.9));
        Assert.Equal(0, link.MessagesToServer);
        await AdvanceUntilAsync(host, asking);
        link.Delay = TimeSpan.Zero; // The client says goodbye without the clock.

        Assert.Equal("slow", (await asking).Text);
        Assert.Equal((1, 1), (link.MessagesToServer, link.MessagesToClient));
    }

    [Fact]
    public async Task Pause_HoldsEverything_UntilResume()
    {
        await using TypedWsTestHost host = await StartAsync();
        await using LabClient client = await ConnectAsync(host);
        host.Network.Link.Pause();

        Task<Echoed> asking = client.EchoAsync("held", cancellationToken: TestContext.Current.CancellationToken).AsTask();
        Assert.Equal(0, host.Network.Link.MessagesToServer);
        host.Network.Link.Resume();

        Assert.Equal("held", (await asking.Soon()).Text);
    }

    [Fact]
    public async Task LinkCreated_CutFromTheStart_FailsTheHandshake()
    {
        await using TypedWsTestHost host = await StartAsync();
        host.Network.LinkCreated = link => link.Cut();
        await using LabClient client = host.Network.CreateClient<LabClient>("/", options => options.Reconnect.Policy = WsReconnectPolicy.None);

        await client.ConnectAsync(TestContext.Current.CancellationToken);

        Assert.False((await client.Completion.Soon()).Clean);
    }

    [Fact]
    public async Task Link_LargeMessagesBothWays_AreCarriedWholeAndCountedOnce()
    {
        await using TypedWsTestHost host = await StartAsync();
        await using LabClient client = await ConnectAsync(host, options => options.Connection.MaxFrameSize = 10_000);
        string text = new('x', 500_000);

        Echoed echoed = await client.EchoAsync(text, cancellationToken: TestContext.Current.CancellationToken).AsTask().Soon();

        Assert.Equal(text, echoed.Text);
        Assert.Equal((1, 1), (host.Network.Link.MessagesToServer, host.Network.Link.MessagesToClient));
    }

    private static Task<TypedWsTestHost> StartAsync()
        => TypedWsTestHost.StartAsync<LabHandler>(services => services.AddSingleton<LabProbe>().AddScoped<LabScope>().AddTypedWs().AddProtocol<LabProtocol>());

    private static Task<LabClient> ConnectAsync(TypedWsTestHost host, Action<TypedWsClientOptions>? configure = null)
        => host.ConnectAsync<LabClient>(configure: configure, cancellationToken: TestContext.Current.CancellationToken);

    /// <summary>Lets the client wait out its delay, and the server see it.</summary>
    private static Task ReconnectAsync(TypedWsTestHost host, LabProbe probe) => AdvanceUntilAsync(host, probe.Connected.Soon());

    /// <summary>Moves the clock step by step: what waits for it starts waiting on other threads.</summary>
    private static async Task AdvanceUntilAsync(TypedWsTestHost host, Task task)
    {
        while (!task.IsCompleted)
        {
            host.Time.Advance(TimeSpan.FromSeconds(0.2));
            await Task.WhenAny(task, Task.Delay(1, TestContext.Current.CancellationToken));
        }
    }
}

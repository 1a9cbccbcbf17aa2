using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using TypedWs.Tests;
using TypedWs.Transport;

namespace TypedWs.AspNetCore.Tests.Conversations;

/// <summary>A handler and a dependency injection scope for each message.</summary>
public class PerMessageTests
{
    private const int DisposalFailed = 316, HandlerFailed = 200, HookFailed = 210;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<WireFormat> Formats => [WireFormat.Json, WireFormat.MessagePack];

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Message_HasAHandlerOfItsOwn_AndTheSessionOfAll(WireFormat format)
    {
        var probe = new PerMessageProbe();
        await using LabServer server = await StartAsync(probe);
        await using LabClient client = await ConnectAsync(server, format);

        Identity one = await client.WhoAmIAsync(Token), two = await client.WhoAmIAsync(Token);

        Assert.NotEqual(one.HandlerId, two.HandlerId);
        Assert.Equal((one.SessionId, one.UserId), (two.SessionId, two.UserId));
        Assert.Same(server.Services.GetRequiredService<LabSessions>().Single(), server.Sessions.Session(one.SessionId));
    }

    [Fact]
    public async Task Hooks_AreToldByHandlersOfTheirOwn()
    {
        var probe = new PerMessageProbe();
        await using LabServer server = await StartAsync(probe);

        await using (LabClient client = await ConnectAsync(server))
            await client.WhoAmIAsync(Token);

        await AssertEventsAsync(probe, "1 connected", "1 disposed", "scope ended", "2 disposed", "scope ended", "3 disconnected", "3 disposed", "scope ended");
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task Reply_ComesAfterTheScopeHasEnded(bool isAsync, bool yieldsInDisposal)
    {
        var probe = new PerMessageProbe { YieldsInDisposal = yieldsInDisposal, OnEcho = isAsync ? static async (_, _) => await Task.Yield() : null };
        await using LabServer server = await StartAsync(probe);
        await using LabClient client = await ConnectAsync(server);
        await AssertConnectedAsync(probe);

        await client.EchoAsync("a", 1, Token);

        Assert.Equal((2, 0), (probe.EndedScopes, probe.OpenScopes));
        await AssertEventsAsync(probe, "2 disposed", "scope ended");
    }

    [Fact]
    public async Task OneWays_AreHandledInOrder_EachWithItsOwn()
    {
        var probe = new PerMessageProbe { YieldsInDisposal = true };
        await using LabServer server = await StartAsync(probe);
        await using LabClient client = await ConnectAsync(server);
        await AssertConnectedAsync(probe);

        await client.SendPublishAsync("room", "a", Token);
        await client.SendPublishAsync("room", "b", Token);

        await AssertEventsAsync(probe, "2 published", "2 disposed", "scope ended", "3 published", "3 disposed", "scope ended");
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Download_KeepsItsHandlerToItsEnd(WireFormat format)
    {
        var probe = new PerMessageProbe();
        await using LabServer server = await StartAsync(probe);
        await using LabClient client = await ConnectAsync(server, format);
        await AssertConnectedAsync(probe);

        Assert.Equal(1000, await client.CountAsync(new Count(1000), Token).CountAsync(Token));

        await AssertEventsAsync(probe, "2 counted", "2 disposed", "scope ended");
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Download_LeftEarly_EndsItsScope(WireFormat format)
    {
        var probe = new PerMessageProbe();
        await using LabServer server = await StartAsync(probe);
        await using LabClient client = await ConnectAsync(server, format);
        await AssertConnectedAsync(probe);

        await foreach (Counted _ in client.CountAsync(new Count(int.MaxValue), Token).WithCancellation(Token))
            break;

        await AssertEventsAsync(probe, "2 counted", "2 disposed", "scope ended");
    }

    [Fact]
    public async Task Download_Fails_EndsItsScope()
    {
        var probe = new PerMessageProbe();
        await using LabServer server = await StartAsync(probe);
        await using LabClient client = await ConnectAsync(server);
        await AssertConnectedAsync(probe);

        RemoteException failed = await Assert.ThrowsAsync<RemoteException>(async () => await client.CountAsync(new Count(10, FailAt: 5), Token).CountAsync(Token));

        Assert.Equal(77, failed.Code);
        await AssertEventsAsync(probe, "2 counted", "2 disposed", "scope ended");
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Upload_KeepsItsHandlerToItsEnd(WireFormat format)
    {
        var probe = new PerMessageProbe();
        await using LabServer server = await StartAsync(probe);
        await using LabClient client = await ConnectAsync(server, format);
        await AssertConnectedAsync(probe);

        Summed summed = await client.SumAsync(new Sum(1), Enumerable.Range(0, 1000).ToAsyncEnumerable(), Token);
        await client.DropAsync(new Drop(), Enumerable.Repeat("x", 1000).ToAsyncEnumerable(), Token);

        Assert.Equal(499_501, summed.Total);
        await AssertEventsAsync(probe, "2 summed", "2 disposed", "scope ended", "3 disposed", "scope ended");
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Duplex_GoesBothWays_AndEndsItsScope(WireFormat format)
    {
        var probe = new PerMessageProbe();
        await using LabServer server = await StartAsync(probe);
        await using LabClient client = await ConnectAsync(server, format);
        await AssertConnectedAsync(probe);

        int[] multiplied = await client.MultiplyAsync(3, Enumerable.Range(0, 1000).ToAsyncEnumerable(), Token).Select(static item => item.Number).ToArrayAsync(Token);

        Assert.Equal(Enumerable.Range(0, 1000).Select(static number => number * 3), multiplied);
        await AssertEventsAsync(probe, "2 disposed", "scope ended");
    }

    [Fact]
    public async Task Exception_InTheHandler_EndsTheScopeAndIsAnswered()
    {
        var probe = new PerMessageProbe();
        await using LabServer server = await StartAsync(probe);
        server.Logs.ExpectsErrors = true;
        await using LabClient client = await ConnectAsync(server);
        await AssertConnectedAsync(probe);

        RemoteException failed = await Assert.ThrowsAsync<RemoteException>(async () => await client.FailAsync(Token));
        await AssertEventsAsync(probe, "2 disposed", "scope ended");
        RemoteException<SoldOut> declared = await Assert.ThrowsAsync<RemoteException<SoldOut>>(async () => await client.ReserveAsync("Hamlet", 2, Token));

        Assert.Equal((ErrorCodes.InternalError, "Hamlet"), (failed.Code, declared.Error.Show));
        await AssertEventsAsync(probe, "3 disposed", "scope ended");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Exception_InDisposal_IsLoggedAndTheAnswerStands(bool isAsync)
    {
        var probe = new PerMessageProbe { DisposalFailure = new InvalidOperationException("cannot be disposed of"), YieldsInDisposal = isAsync };
        await using LabServer server = await StartAsync(probe);
        server.Logs.ExpectsErrors = true;
        await using LabClient client = await ConnectAsync(server);

        Echoed echoed = await client.EchoAsync("a", 1, Token);
        RemoteException<SoldOut> declared = await Assert.ThrowsAsync<RemoteException<SoldOut>>(async () => await client.ReserveAsync("Hamlet", 2, Token));
        int counted = await client.CountAsync(new Count(10), Token).CountAsync(Token);

        Assert.Equal(("a", "Hamlet", 10), (echoed.Text, declared.Error.Show, counted));
        CapturingLogger.Entry[] errors = [.. server.Logs.Entries.Where(static entry => entry.EventId == DisposalFailed)];
        Assert.InRange(errors.Length, 3, 4); // That of the stream may come after its last item.
        Assert.All(errors, error => Assert.Same(probe.DisposalFailure, error.Exception));
    }

    [Fact]
    public async Task Handler_CannotBeMade_FailsTheMessageAlone()
    {
        var probe = new PerMessageProbe();
        await using LabServer server = await StartAsync(probe);
        server.Logs.ExpectsErrors = true;
        await using LabClient client = await ConnectAsync(server);
        await AssertConnectedAsync(probe);

        probe.ConstructorFailure = new InvalidOperationException("no handler");
        RemoteException failed = await Assert.ThrowsAsync<RemoteException>(async () => await client.EchoAsync("a", 1, Token));
        probe.ConstructorFailure = null;
        Echoed echoed = await client.EchoAsync("b", 1, Token);

        Assert.Equal((ErrorCodes.InternalError, "b"), (failed.Code, echoed.Text));
        Assert.Equal((3, 0), (probe.EndedScopes, probe.OpenScopes));
        Assert.Single(server.Logs.Entries, static entry => entry.EventId == HandlerFailed);
    }

    [Fact]
    public async Task Handler_OfTheHookCannotBeMade_ClosesTheSession()
    {
        var probe = new PerMessageProbe { ConstructorFailure = new InvalidOperationException("no handler") };
        await using LabServer server = await StartAsync(probe);
        server.Logs.ExpectsErrors = true;
        await using RawClient client = await RawClient.ConnectAsync(new Uri(server.Uri, "/each"));

        RawFrame close = await client.ReceiveAsync();

        Assert.Equal((RawClient.Close, (int)WsCloseCode.InternalError), (close.Opcode, close.CloseCode));
        Assert.Single(server.Logs.Entries, static entry => entry.EventId == HookFailed);
    }

    [Fact]
    public async Task Requests_AtOnce_HaveOneEach()
    {
        const int Requests = 20;
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var probe = new PerMessageProbe();
        int running = 0, open = 0;
        probe.OnEcho = async (_, _) =>
        {
            if (Interlocked.Increment(ref running) == Requests)
            {
                open = probe.OpenScopes;
                all.SetResult();
            }

            await all.Task;
        };
        await using LabServer server = await StartAsync(probe);
        await using LabClient client = await ConnectAsync(server);
        await AssertConnectedAsync(probe);

        await Task.WhenAll(Enumerable.Range(0, Requests).Select(_ => client.EchoAsync("a", 1, Token).AsTask())).Soon();

        Assert.Equal((Requests, 0, Requests + 1), (open, probe.OpenScopes, probe.EndedScopes));
    }

    [Fact]
    public async Task Cancellation_ReachesTheHandler_AndEndsItsScope()
    {
        var probe = new PerMessageProbe();
        await using LabServer server = await StartAsync(probe);
        await using LabClient client = await ConnectAsync(server);
        await AssertConnectedAsync(probe);
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(Token);

        Task stalling = client.StallAsync(new Stall(), Timeout.InfiniteTimeSpan, cancellation.Token).AsTask();
        await AssertEventsAsync(probe, "2 stalls");
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stalling.Soon());
        await AssertEventsAsync(probe, "2 disposed", "scope ended");
    }

    [Fact]
    [Trait("Category", "Concurrency")]
    public async Task Abort_InTheMiddle_LeavesNoScopeOpen()
    {
        var probe = new PerMessageProbe();
        await using LabServer server = await StartAsync(probe);
        await using LabClient client = await ConnectAsync(server);
        await AssertConnectedAsync(probe);

        Task stalling = client.StallAsync(new Stall(), Timeout.InfiniteTimeSpan, Token).AsTask();
        await AssertEventsAsync(probe, "2 stalls");
        IAsyncEnumerator<Counted> counting = client.CountAsync(new Count(int.MaxValue), Token).GetAsyncEnumerator(Token);
        Assert.True(await counting.MoveNextAsync().AsTask().Soon());
        server.Sessions.Single().Abort();

        await Assert.ThrowsAsync<RequestLostException>(() => stalling.Soon());
        await WaitForAsync(probe, "4 disconnected");
        await AssertEventsAsync(probe, "4 disposed", "scope ended");
        Assert.Equal((4, 0), (probe.EndedScopes, probe.OpenScopes));
        await counting.DisposeAsync();
    }

    [Fact]
    public async Task Lifetime_OfTheEndpoint_ComesBeforeTheServers()
    {
        var probe = new PerMessageProbe();
        await using LabServer server = await StartAsync(
            probe,
            HandlerLifetime.PerConversation,
            static app => app.MapTypedWs("/mixed", static endpoint => endpoint.Add<PerMessageHandler>(HandlerLifetime.PerMessage).Add<SideHandler>()));
        await using LabClient client = await server.ConnectAsync(configure: options => options.Uri = new Uri(server.Uri, "/mixed"));
        await using RawClient plain = await RawClient.ConnectAsync(new Uri(server.Uri, "/mixed"));

        Identity one = await client.WhoAmIAsync(Token), two = await client.WhoAmIAsync(Token);
        string looked = (await plain.AskAsync("""{"jsonrpc":"2.0","id":1,"method":"side.lookAround"}""")).Text;

        Assert.NotEqual(one.HandlerId, two.HandlerId);
        Assert.Contains("sessionId", looked, StringComparison.Ordinal);
    }

    [Fact]
    public void Add_UnknownLifetime_Throws()
    {
        WebApplication app = CreateApp();

        Assert.Throws<ArgumentOutOfRangeException>(() => app.MapTypedWs("/lab", static endpoint => endpoint.Add<PerMessageHandler>((HandlerLifetime)7)));
    }

    private static WebApplication CreateApp()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddTypedWs();
        return builder.Build();
    }

    private static Task<LabServer> StartAsync(PerMessageProbe probe, HandlerLifetime lifetime = HandlerLifetime.PerMessage, Action<WebApplication>? others = null) => LabServer.StartAsync(
        options => options.HandlerLifetime = lifetime,
        builder => builder.Services.AddSingleton(probe).AddScoped<PerMessageScope>(),
        app =>
        {
            app.MapTypedWs<PerMessageHandler>("/each");
            others?.Invoke(app);
        });

    private static Task<LabClient> ConnectAsync(LabServer server, WireFormat format = WireFormat.Json) => server.ConnectAsync(format, configure: options =>
    {
        options.Uri = new Uri(server.Uri, "/each");
        options.Reconnect.Policy = WsReconnectPolicy.None;
    });

    private static Task AssertConnectedAsync(PerMessageProbe probe) => AssertEventsAsync(probe, "1 connected", "1 disposed", "scope ended");

    private static async Task AssertEventsAsync(PerMessageProbe probe, params string[] expected)
    {
        foreach (string one in expected)
            Assert.Equal(one, await probe.Events.Soon());
    }

    private static async Task WaitForAsync(PerMessageProbe probe, string expected)
    {
        while (await probe.Events.Soon() != expected)
        {
        }
    }
}

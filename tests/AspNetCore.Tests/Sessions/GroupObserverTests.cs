using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace TypedWs.AspNetCore.Tests.Sessions;

public sealed class GroupObserverTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(WireFormat.Json)]
    [InlineData(WireFormat.MessagePack)]
    public async Task Observer_Registered_TellsTheOthersWhoComesAndGoes(WireFormat format)
    {
        await using LabServer server = await StartAsync(static services => services.AddSingleton<IGroupObserver<LabSession>, Presence>());
        var heard = Channel.CreateUnbounded<string>();
        await using LabClient ada = await server.ConnectAsync(format, client => client.OnPublished((published, token) => heard.Writer.WriteAsync(published.Text, token)));
        await ada.EnterAsync("room", Token);
        await using LabClient bob = await server.ConnectAsync(format);
        await bob.EnterAsync("room", Token);
        string bobsId = (await bob.WhoAmIAsync(Token)).SessionId;

        Assert.Equal($"{bobsId} joined room of 2", await heard.Soon());
        await bob.DepartAsync("room", Token);
        Assert.Equal($"{bobsId} left room of 1", await heard.Soon());
        await bob.EnterAsync("room", Token);
        Assert.Equal($"{bobsId} joined room of 2", await heard.Soon());
        await bob.CloseAsync(cancellationToken: Token);
        Assert.Equal($"{bobsId} left room of 1", await heard.Soon());
    }

    [Fact]
    public async Task OnLeft_ConnectionEnds_RunsBeforeOnDisconnected()
    {
        var observer = new RecordingObserver();
        await using LabServer server = await StartAsync(services => services.AddSingleton<IGroupObserver<LabSession>>(observer));
        var release = new TaskCompletionSource();
        observer.OnTold = async (what, _) =>
        {
            if (what == "left room")
                await release.Task;
            await server.Probe.Order.Writer.WriteAsync(what);
        };
        await using LabClient client = await server.ConnectAsync();
        await client.EnterAsync("room", Token);
        LabSession session = await server.Probe.Connected.Soon();

        await client.CloseAsync(cancellationToken: Token);
        var ended = new TaskCompletionSource();
        await using CancellationTokenRegistration registration = session.Disconnected.Register(ended.SetResult);
        await ended.Task.Soon();
        release.SetResult();

        string[] order = [await server.Probe.Order.Soon(), await server.Probe.Order.Soon(), await server.Probe.Order.Soon(), await server.Probe.Order.Soon()];
        Assert.Equal(["lab connected", "joined room", "left room", "lab disconnected"], order);
    }

    [Fact]
    public async Task Observer_OfOneProtocol_IsNotToldOfAnother()
    {
        var observer = new RecordingObserver();
        var other = new RecordingObserver();
        await using LabServer server = await StartAsync(
            services => services.AddSingleton<IGroupObserver<LabSession>>(observer).AddSingleton<IGroupObserver<SideSession>>(other).AddTypedWs().AddProtocol<SideProtocol>(),
            app => app.MapTypedWs("/both", endpoint => endpoint.Add<LabHandler>().Add<SideHandler>()));
        await using RawClient client = await RawClient.ConnectAsync(new Uri(server.Uri, "/both"));
        await client.AssertAliveAsync();

        server.Services.GetRequiredService<SideSessions>().Single().JoinGroup("side room");
        server.Sessions.Single().JoinGroup("lab room");

        Assert.Equal("joined lab room", await observer.NextAsync());
        Assert.Equal("joined side room", await other.NextAsync());
    }

    [Fact]
    public async Task Changes_TooManyWait_SessionLeavesItsGroupsAndCloses4429()
    {
        var observer = new RecordingObserver();
        await using LabServer server = await LabServer.StartAsync(
            options => options.MaxWaitingGroupChanges = 3,
            builder => builder.Services.AddSingleton<IGroupObserver<LabSession>>(observer));
        var release = new TaskCompletionSource();
        var entered = new TaskCompletionSource();
        observer.OnTold = async (_, _) =>
        {
            entered.TrySetResult();
            await release.Task;
        };
        await using LabClient client = await server.ConnectAsync();
        LabSession session = await server.Probe.Connected.Soon();

        session.JoinGroup("1");
        await entered.Task.Soon();
        foreach (string waiting in (string[])["2", "3", "4"])
            session.JoinGroup(waiting);
        Assert.Equal(4, session.Groups.Count);
        session.JoinGroup("one too many");
        session.JoinGroup("after the end");

        Assert.Equal((4429, 0, 0), ((int)(await client.Completion.Soon()).Code, session.Groups.Count, server.Sessions.Group("1").Count));
        release.SetResult();
        await server.Probe.Disconnected.Soon();
        string[] groups = ["1", "2", "3", "4", "one too many"];
        string[] told = [.. observer.TakeAll().Select(static told => told.What)];
        Assert.Equal(groups.Select(static group => "joined " + group), told.Take(5));
        Assert.Equal(groups.Select(static group => "left " + group), told.Skip(5).Order());
        Assert.Single(server.Logs.Entries, static entry => entry.EventId == 342);
    }

    [Fact]
    public async Task Leaves_MoreThanMayWait_KeepTheSession()
    {
        var observer = new RecordingObserver();
        await using LabServer server = await LabServer.StartAsync(
            options => options.MaxWaitingGroupChanges = 2,
            builder => builder.Services.AddSingleton<IGroupObserver<LabSession>>(observer));
        await using LabClient client = await server.ConnectAsync();
        LabSession session = await server.Probe.Connected.Soon();
        string[] groups = ["1", "2", "3", "4"];
        foreach (string group in groups)
        {
            session.JoinGroup(group);
            Assert.Equal("joined " + group, await observer.NextAsync());
        }

        var release = new TaskCompletionSource();
        observer.OnTold = (_, _) => new ValueTask(release.Task);
        foreach (string group in groups)
            session.LeaveGroup(group);
        release.SetResult();

        foreach (string group in groups)
            Assert.Equal("left " + group, await observer.NextAsync());
        Assert.Equal("hi", (await client.EchoAsync("hi", 1, Token)).Text);
    }

    [Fact]
    public async Task Observer_ThatWaitsForItsToken_IsWaitedForUntilTheHostsTimeout()
    {
        await using LabServer server = await StartAsync(static services => services
            .AddSingleton<IGroupObserver<LabSession>, Patient>()
            .Configure<HostOptions>(static host => host.ShutdownTimeout = TimeSpan.FromMilliseconds(300)));
        server.Logs.ExpectsErrors = true;
        await using LabClient client = await server.ConnectAsync();
        await client.EnterAsync("room", Token);

        await client.CloseAsync(cancellationToken: Token);
        await ((Patient)server.Services.GetRequiredService<IGroupObserver<LabSession>>()).Waits.Task.Soon();
        Assert.False(server.Probe.Disconnected.Reader.TryPeek(out _));
        await server.StopAsync().Soon();

        await server.Probe.Disconnected.Soon();
        Assert.IsType<OperationCanceledException>(Assert.Single(server.Logs.Entries, static entry => entry.EventId == 341).Exception, exactMatch: false);
    }

    [Fact]
    public async Task Observer_CannotBeMade_FailsWhenTheEndpointIsMapped()
    {
        var exception = await Assert.ThrowsAsync<InvalidOperationException>(
            () => StartAsync(static services => services.AddSingleton<IGroupObserver<LabSession>>(static _ => throw new InvalidOperationException("no observer"))));

        Assert.Equal("no observer", exception.Message);
    }

    private static Task<LabServer> StartAsync(Action<IServiceCollection> services, Action<WebApplication>? map = null)
        => LabServer.StartAsync(services: builder => services(builder.Services), middleware: map);

    /// <summary>Does not return from a leave before its token fires.</summary>
    private sealed class Patient : IGroupObserver<LabSession>
    {
        public TaskCompletionSource Waits { get; } = new();

        public ValueTask OnJoinedAsync(string group, LabSession session, CancellationToken cancellationToken) => ValueTask.CompletedTask;

        public async ValueTask OnLeftAsync(string group, LabSession session, CancellationToken cancellationToken)
        {
            Waits.SetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
    }

    /// <summary>Says to the others of a group who comes and goes, and how many it has then.</summary>
    private sealed class Presence(LabSessions sessions) : IGroupObserver<LabSession>
    {
        public ValueTask OnJoinedAsync(string group, LabSession session, CancellationToken cancellationToken)
            => TellAsync(group, session, "joined", cancellationToken);

        public ValueTask OnLeftAsync(string group, LabSession session, CancellationToken cancellationToken)
            => TellAsync(group, session, "left", cancellationToken);

        private ValueTask TellAsync(string group, LabSession session, string what, CancellationToken cancellationToken)
            => session.Group(group).Except(session).SendPublishedAsync($"{session.Id} {what} {group} of {sessions.Group(group).Distinct().Count()}", cancellationToken);
    }
}

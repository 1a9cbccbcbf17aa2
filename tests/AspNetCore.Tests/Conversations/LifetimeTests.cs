using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using TypedWs.Transport;

namespace TypedWs.AspNetCore.Tests.Conversations;

public class LifetimeTests
{
    [Fact]
    public async Task OnConnected_WhileItRuns_MessagesWait()
    {
        await using LabServer server = await LabServer.StartAsync();
        var gate = new TaskCompletionSource();
        server.Probe.OnConnected = (_, _) => new ValueTask(gate.Task);
        await using RawClient client = await RawClient.ConnectAsync(server.Uri);
        LabSession session = await server.Probe.Connected.Soon();

        await client.SendTextAsync("""{"jsonrpc":"2.0","id":1,"method":"lab.echo","params":{"text":"hi"}}""");
        await session.SendPublishedAsync("first", TestContext.Current.CancellationToken);
        gate.SetResult();

        Assert.Equal("lab.published", (await client.ReceiveAsync()).Json.GetProperty("method").GetString());
        Assert.Equal(1, (await client.ReceiveAsync()).Json.GetProperty("id").GetInt32());
    }

    [Fact]
    public async Task OnConnected_AsksTheClient_GetsTheAnswer()
    {
        await using LabServer server = await LabServer.StartAsync();
        var answers = new TaskCompletionSource<Answer>();
        server.Probe.OnConnected = async (session, cancellationToken) => answers.SetResult(await session.QuestionAsync("ready?", cancellationToken));

        await using LabClient client = await server.ConnectAsync(register: c => c.OnQuestion((_, _) => ValueTask.FromResult(new Answer("yes"))));

        Assert.Equal("yes", (await answers.Task.Soon()).Text);
    }

    [Fact]
    public async Task OnConnected_Throws_Closes1011AndDisconnects()
    {
        await using LabServer server = await LabServer.StartAsync();
        server.Logs.ExpectsErrors = true;
        server.Probe.OnConnected = (_, _) => throw new InvalidOperationException(LabHandler.Secret);
        await using RawClient client = await RawClient.ConnectAsync(server.Uri);

        RawFrame close = await client.ReceiveAsync();
        await client.SendAsync(RawClient.Close, close.Payload);

        Assert.Equal(1011, close.CloseCode);
        Assert.DoesNotContain(LabHandler.Secret, close.CloseReason, StringComparison.Ordinal);
        Assert.Equal(1011, (int)(await server.Probe.Disconnected.Soon()).Code);
    }

    [Fact]
    public async Task OnConnected_ClosesTheSession_ClientSeesCodeAndReason()
    {
        await using LabServer server = await LabServer.StartAsync();
        Task<WsClosed>? closing = null;
        server.Probe.OnConnected = (session, _) =>
        {
            closing = session.CloseAsync(WsCloseCode.PolicyViolation, "not you", CancellationToken.None);
            return ValueTask.CompletedTask;
        };

        await using LabClient client = await server.ConnectAsync();

        WsClosed closed = await client.Completion.Soon();
        Assert.Equal((1008, "not you"), ((int)closed.Code, closed.Reason));
        Assert.True((await closing!.Soon()).Clean);
    }

    [Fact]
    public async Task OnDisconnected_ClientCloses_GetsCodeAndReason()
    {
        await using LabServer server = await LabServer.StartAsync();
        await using LabClient client = await server.ConnectAsync();

        await client.CloseAsync(reason: "done", cancellationToken: TestContext.Current.CancellationToken);

        WsClosed closed = await server.Probe.Disconnected.Soon();
        Assert.Equal((WsCloseCode.Normal, "done", true, true), (closed.Code, closed.Reason, closed.ByPeer, closed.Clean));
    }

    [Fact]
    public async Task OnDisconnected_Throws_IsLoggedAndTheScopeEnds()
    {
        await using LabServer server = await LabServer.StartAsync();
        server.Logs.ExpectsErrors = true;
        server.Probe.OnDisconnected = _ => throw new InvalidOperationException(LabHandler.Secret);
        await using LabClient client = await server.ConnectAsync();

        await client.CloseAsync(cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(["handler", "scope"], [await server.Probe.Disposed.Soon(), await server.Probe.Disposed.Soon()]);
        Assert.Contains(server.Logs.Entries, entry => entry.EventId.Id == 313);
    }

    [Fact]
    public async Task OnDisconnected_Runs_AfterTheSessionHasLeftTheHub()
    {
        await using LabServer server = await LabServer.StartAsync();
        var counts = new TaskCompletionSource<(int, int)>();
        server.Probe.OnConnected = (session, _) =>
        {
            session.JoinGroup("room");
            return ValueTask.CompletedTask;
        };
        server.Probe.OnDisconnected = session =>
        {
            session.JoinGroup("room");
            counts.SetResult((server.Sessions.Count, server.Sessions.Group("room").Count));
            return ValueTask.CompletedTask;
        };
        await using LabClient client = await server.ConnectAsync();

        await client.CloseAsync(cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal((0, 0), await counts.Task.Soon());
    }

    [Fact]
    public async Task Conversation_IsNoPartOfTheHandshakesTrace()
    {
        var current = new TaskCompletionSource<Activity?>();
        await using LabServer server = await LabServer.StartAsync(middleware: static app => app.Use(static async (context, next) =>
        {
            using Activity handshake = new Activity("handshake").Start();
            await next(context);
        }));
        server.Probe.OnConnected = (_, _) =>
        {
            current.SetResult(Activity.Current);
            return ValueTask.CompletedTask;
        };

        await using LabClient client = await server.ConnectAsync();

        Assert.Null(await current.Task.Soon());
    }
}

using Microsoft.Extensions.DependencyInjection;

namespace TypedWs.AspNetCore.Tests.Sessions;

public sealed class SessionsTests
{
    [Fact]
    public async Task Sessions_Injected_AreOneSingleton()
    {
        await using LabServer server = await LabServer.StartAsync(services: builder => builder.Services.AddSingleton<Announcer>());

        Assert.Same(server.Sessions, server.Services.GetRequiredService<Announcer>().Sessions);
    }

    [Fact]
    public async Task Sessions_OpenConnections_AreCountedFoundAndForgotten()
    {
        await using LabServer server = await LabServer.StartAsync();
        await using LabClient client = await server.ConnectAsync();
        LabSession session = await server.Probe.Connected.Soon();

        Assert.Equal(1, server.Sessions.Count);
        Assert.Same(session, server.Sessions.Session(session.Id));
        Assert.Same(session, Assert.Single(server.Sessions));

        await client.CloseAsync(cancellationToken: TestContext.Current.CancellationToken);
        await server.Probe.Disconnected.Soon();

        Assert.Equal(0, server.Sessions.Count);
        Assert.Null(server.Sessions.Session(session.Id));
    }

    [Fact]
    public async Task Session_ServerCloses_ClientSeesCodeAndReason()
    {
        await using LabServer server = await LabServer.StartAsync();
        await using LabClient client = await server.ConnectAsync();
        LabSession session = await server.Probe.Connected.Soon();

        await session.CloseAsync((Transport.WsCloseCode)4001, "enough", TestContext.Current.CancellationToken);

        Transport.WsClosed closed = await client.Completion.Soon();
        Assert.Equal((4001, "enough", true), ((int)closed.Code, closed.Reason, closed.Clean));
        Assert.True(session.Disconnected.IsCancellationRequested);
    }

    [Fact]
    public async Task Session_Items_AreKeptForTheSession()
    {
        await using LabServer server = await LabServer.StartAsync();
        await using LabClient client = await server.ConnectAsync();
        LabSession session = await server.Probe.Connected.Soon();

        session.Items["key"] = "value";

        Assert.Equal("value", server.Sessions.Single().Items["key"]);
        Assert.Equal(22, session.Id.Length);
    }

    private sealed class Announcer(LabSessions sessions)
    {
        public LabSessions Sessions { get; } = sessions;
    }
}

using Microsoft.Extensions.DependencyInjection;

namespace TypedWs.AspNetCore.Tests.Conversations;

public sealed class HandlerScopeTests
{
    [Fact]
    public async Task Handler_TwoClients_HaveOneEach()
    {
        await using LabServer server = await LabServer.StartAsync();
        await using LabClient first = await server.ConnectAsync();
        await using LabClient second = await server.ConnectAsync(WireFormat.MessagePack);

        Identity a = await first.WhoAmIAsync(TestContext.Current.CancellationToken);
        Identity b = await second.WhoAmIAsync(TestContext.Current.CancellationToken);

        Assert.NotEqual(a.HandlerId, b.HandlerId);
        Assert.NotEqual(a.SessionId, b.SessionId);
        Assert.Equal(a, await first.WhoAmIAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Handler_NotRegistered_IsDisposedBeforeItsScope()
    {
        await using LabServer server = await LabServer.StartAsync();
        await using LabClient client = await server.ConnectAsync();

        await client.CloseAsync(cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(["handler", "scope"], [await server.Probe.Disposed.Soon(), await server.Probe.Disposed.Soon()]);
    }

    [Fact]
    public async Task Handler_RegisteredAsSingleton_IsSharedAndKept()
    {
        await using LabServer server = await LabServer.StartAsync(services: builder => builder.Services
            .AddSingleton(new LabScope(new LabProbe()))
            .AddSingleton<LabHandler>());
        await using LabClient first = await server.ConnectAsync();
        await using LabClient second = await server.ConnectAsync();

        Identity a = await first.WhoAmIAsync(TestContext.Current.CancellationToken);
        await first.CloseAsync(cancellationToken: TestContext.Current.CancellationToken);
        await server.Probe.Disconnected.Soon();
        Identity b = await second.WhoAmIAsync(TestContext.Current.CancellationToken);

        Assert.Equal(a.HandlerId, b.HandlerId);
        Assert.False(server.Probe.Disposed.Reader.TryPeek(out _));
    }

    [Fact]
    public async Task Handler_CannotBeMade_IsAnswered500()
    {
        await using LabServer server = await LabServer.StartAsync(
            services: builder => builder.Services.AddScoped<LabScope>(_ => throw new InvalidOperationException("no scope")));
        server.Logs.ExpectsErrors = true;

        await using RawHandshake answer = await RawHandshake.SendAsync(server.Uri, RawHandshake.Headers());

        Assert.Equal(500, answer.Status);
    }
}

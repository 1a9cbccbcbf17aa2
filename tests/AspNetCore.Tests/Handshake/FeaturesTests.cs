using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using TypedWs.CompilerServices;

namespace TypedWs.AspNetCore.Tests.Handshake;

public sealed class FeaturesTests
{
    private const string Header = "X-Tenant";

    [Fact]
    public async Task ConfigureFeatures_HeaderOfTheRequest_IsThereWhenTheSessionBegins()
    {
        await using LabServer server = await LabServer.StartAsync(static options
            => options.ConfigureFeatures = static (context, features) => features.Set(new Tenant(context.Request.Headers[Header].ToString())));
        var atTheBeginning = new TaskCompletionSource<Tenant?>();
        server.Probe.OnConnected = (session, _) =>
        {
            atTheBeginning.SetResult(session.Features.Get<Tenant>());
            return ValueTask.CompletedTask;
        };

        await using LabClient client = await server.ConnectAsync(configure: static options => options.Headers[Header] = "acme");

        Assert.Equal(new Tenant("acme"), await atTheBeginning.Task.Soon());
        Assert.Same(await atTheBeginning.Task, server.Sessions.Single().Features.Get<Tenant>());
    }

    [Fact]
    public async Task ConfigureFeatures_EndpointOfSeveralProtocols_RunsOnceAndIsShared()
    {
        int runs = 0;
        await using LabServer server = await LabServer.StartAsync(
            options => options.ConfigureFeatures = (_, features) => features.Set(new Tenant($"run {Interlocked.Increment(ref runs)}")),
            static builder => builder.Services.AddTypedWs().AddProtocol<SideProtocol>(),
            static app => app.MapTypedWs("/both", static endpoint => endpoint.Add<LabHandler>().Add<SideHandler>()));
        await using RawClient client = await RawClient.ConnectAsync(new Uri(server.Uri, "/both"));
        await client.AssertAliveAsync();

        SessionFeatures features = server.Sessions.Single().Features;

        Assert.Same(features, server.Services.GetRequiredService<SideSessions>().Single().Features);
        Assert.Equal(new Tenant("run 1"), features.Get<Tenant>());
    }

    [Fact]
    public async Task ConfigureFeatures_Throws_IsAnswered500AndLogged()
    {
        await using LabServer server = await LabServer.StartAsync(static options
            => options.ConfigureFeatures = static (_, _) => throw new InvalidOperationException("no tenant"));
        server.Logs.ExpectsErrors = true;

        await using RawHandshake answer = await RawHandshake.SendAsync(server.Uri, RawHandshake.Headers());

        Assert.Equal(500, answer.Status);
        Assert.Equal(["handler", "scope"], [await server.Probe.Disposed.Soon(), await server.Probe.Disposed.Soon()]);
        Assert.Contains(server.Logs.Entries, static entry => entry.Exception?.Message == "no tenant");
        Assert.False(server.Probe.Connected.Reader.TryPeek(out _));
    }

    [Fact]
    public async Task ConfigureFeatures_HandshakeThatIsRefused_DoesNotRun()
    {
        int runs = 0;
        await using LabServer server = await LabServer.StartAsync(options => options.ConfigureFeatures = (_, _) => Interlocked.Increment(ref runs));
        Dictionary<string, string> otherContract = RawHandshake.Headers();
        otherContract[ContractHeader.Name] = "lab/7";
        Dictionary<string, string> otherOrigin = RawHandshake.Headers();
        otherOrigin["Origin"] = "https://example.org";

        await using RawHandshake refused = await RawHandshake.SendAsync(server.Uri, otherOrigin);
        await using RawClient closed = RawClient.Over(await RawHandshake.SendAsync(server.Uri, otherContract));

        Assert.Equal((403, 4406, 0), (refused.Status, (await closed.ReceiveAsync()).CloseCode, runs));
    }

    [Fact]
    public async Task Features_NothingConfigured_AreEmptyAndCanBeSet()
    {
        await using LabServer server = await LabServer.StartAsync();
        await using LabClient client = await server.ConnectAsync();
        LabSession session = await server.Probe.Connected.Soon();
        Assert.Null(session.Features.Get<Tenant>());

        session.Features.Set(new Tenant("later"));

        Assert.Equal(new Tenant("later"), session.Features.Get<Tenant>());
    }

    private sealed record Tenant(string Name);
}

using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using TypedWs.CompilerServices;

namespace TypedWs.AspNetCore.Tests.Endpoint;

public sealed class SeveralProtocolsTests
{
    private const string AskSide = """{"jsonrpc":"2.0","id":1,"method":"side.lookAround"}""";

    [Theory]
    [InlineData(WireFormat.Json)]
    [InlineData(WireFormat.MessagePack)]
    public async Task TypedClients_OfEachProtocol_GetTheirsAlone(WireFormat format)
    {
        await using LabServer server = await StartAsync();
        await using LabClient lab = await server.ConnectAsync(format, configure: options => options.Uri = UriOf(server));
        await using var side = new SideClient(new TypedWsClientOptions { Uri = UriOf(server), Format = format });
        await side.ConnectAsync(TestContext.Current.CancellationToken);

        Surroundings surroundings = await side.LookAroundAsync(TestContext.Current.CancellationToken);
        Identity identity = await lab.WhoAmIAsync(TestContext.Current.CancellationToken);

        Assert.NotEqual(identity.SessionId, surroundings.SessionId);
        Assert.Equal(identity.SessionId, Assert.Single(server.Sessions).Id);
        Assert.Equal(surroundings.SessionId, Assert.Single(SideSessionsOf(server)).Id);
    }

    [Fact]
    public async Task PlainClient_GetsAll_OverOneConnection()
    {
        await using LabServer server = await StartAsync();
        server.Probe.OnConnected = (session, _) =>
        {
            session.Items[SideHandler.Item] = "left by lab";
            return ValueTask.CompletedTask;
        };
        await using RawClient client = await RawClient.ConnectAsync(UriOf(server));

        await client.AssertAliveAsync();
        JsonNode surroundings = JsonNode.Parse((await client.AskAsync(AskSide)).Text)!["result"]!;

        Assert.Equal(Assert.Single(server.Sessions).Id, (string?)surroundings["sessionId"]);
        Assert.Equal("127.0.0.1", (string?)surroundings["remoteAddress"]);
        Assert.Equal("left by lab", (string?)surroundings["item"]);
        Assert.True((bool)surroundings["hasScopeOfOthers"]!);
        Assert.Single(SideSessionsOf(server));
    }

    [Fact]
    public async Task Server_SendsOfEachProtocol_OverOneConnection()
    {
        await using LabServer server = await StartAsync();
        await using RawClient client = await RawClient.ConnectAsync(UriOf(server));
        await client.AssertAliveAsync();

        await server.Sessions.All.SendPublishedAsync("one", TestContext.Current.CancellationToken);
        await SideSessionsOf(server).All.SendRemarkedAsync("two", TestContext.Current.CancellationToken);

        Assert.Equal("""{"jsonrpc":"2.0","method":"lab.published","params":{"text":"one"}}""", (await client.ReceiveAsync()).Text);
        Assert.Equal("""{"jsonrpc":"2.0","method":"side.remarked","params":{"text":"two"}}""", (await client.ReceiveAsync()).Text);
    }

    [Fact]
    public async Task Contract_ListOfBoth_IsAnsweredWithBoth()
    {
        await using LabServer server = await StartAsync();
        Dictionary<string, string> headers = RawHandshake.Headers();
        headers[ContractHeader.Name] = "side/1, lab/2";

        await using RawClient client = RawClient.Over(await RawHandshake.SendAsync(UriOf(server), headers));

        Assert.Equal($"{ContractHeader.Format(LabProtocol.Descriptor)}, {ContractHeader.Format(SideProtocol.Descriptor)}", client.Handshake.Header(ContractHeader.Name));
        await client.AssertAliveAsync();
        Assert.Contains("sessionId", (await client.AskAsync(AskSide)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Contract_OnlyOneStated_OtherIsUnknownHere()
    {
        await using LabServer server = await StartAsync();
        Dictionary<string, string> headers = RawHandshake.Headers();
        headers[ContractHeader.Name] = "lab/2";

        await using RawClient client = RawClient.Over(await RawHandshake.SendAsync(UriOf(server), headers));

        await client.AssertAliveAsync();
        Assert.Contains("-32601", (await client.AskAsync(AskSide)).Text, StringComparison.Ordinal);
        Assert.Equal(0, SideSessionsOf(server).Count);
    }

    [Fact]
    public async Task Contract_NoneFits_Closes4406AndNamesAllThatAreServed()
    {
        await using LabServer server = await StartAsync();
        Dictionary<string, string> headers = RawHandshake.Headers();
        headers[ContractHeader.Name] = "side/2";

        await using RawClient client = RawClient.Over(await RawHandshake.SendAsync(UriOf(server), headers));
        RawFrame close = await client.ReceiveAsync();

        Assert.Equal((4406, "this endpoint serves lab/2, side/1, the client asked for side/2"), (close.CloseCode, close.CloseReason));
    }

    [Fact]
    public async Task Handlers_AreToldAndDisposed_InOrderAndBackwards()
    {
        await using LabServer server = await StartAsync();
        RawClient client = await RawClient.ConnectAsync(UriOf(server));
        await client.AssertAliveAsync();

        await client.DisposeAsync();

        string[] order = [await server.Probe.Order.Soon(), await server.Probe.Order.Soon(), await server.Probe.Order.Soon(), await server.Probe.Order.Soon()];
        Assert.Equal(["lab connected", "side connected", "side disconnected", "lab disconnected"], order);
        string[] disposed = [await server.Probe.Disposed.Soon(), await server.Probe.Disposed.Soon(), await server.Probe.Disposed.Soon()];
        Assert.Equal(["side handler", "handler", "scope"], disposed);
    }

    [Fact]
    public async Task ConnectedHook_OfOneFails_ClosesAndTellsAll()
    {
        await using LabServer server = await StartAsync();
        server.Logs.ExpectsErrors = true;
        server.Probe.OnConnected = (session, _) =>
        {
            session.Items["refuse side"] = true;
            return ValueTask.CompletedTask;
        };
        await using RawClient client = await RawClient.ConnectAsync(UriOf(server));

        RawFrame close = await client.ReceiveAsync();
        await client.SendAsync(RawClient.Close, close.Payload);

        Assert.Equal(1011, close.CloseCode);
        string[] order = [await server.Probe.Order.Soon(), await server.Probe.Order.Soon(), await server.Probe.Order.Soon()];
        Assert.Equal(["lab connected", "side disconnected", "lab disconnected"], order);
    }

    [Fact]
    public async Task MapTypedWs_OneProtocolTwice_SaysSo()
    {
        await using WebApplication app = CreateApp();

        var exception = Assert.Throws<InvalidOperationException>(() => app.MapTypedWs("/both", endpoint => endpoint.Add<LabHandler>().Add<LabHandler>()));

        Assert.Contains("the protocol \"lab\" is handled by LabHandler and by LabHandler", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MapTypedWs_OneMessageInTwoProtocols_SaysSo()
    {
        await using WebApplication app = CreateApp();

        var exception = Assert.Throws<InvalidOperationException>(() => app.MapTypedWs("/both", endpoint => endpoint.Add<SideHandler>().Add<ShadowHandler>()));

        Assert.Contains("the message \"side.lookAround\" is handled by SideHandler and by ShadowHandler", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MapTypedWs_WithoutHandlers_SaysWhatToDo()
    {
        await using WebApplication app = CreateApp();

        var exception = Assert.Throws<InvalidOperationException>(() => app.MapTypedWs("/none", _ => { }));

        Assert.Contains("endpoint.Add<", exception.Message, StringComparison.Ordinal);
    }

    private static Task<LabServer> StartAsync()
        => LabServer.StartAsync(
            services: builder => builder.Services.AddTypedWs().AddProtocol<SideProtocol>(),
            middleware: app => app.MapTypedWs("/both", endpoint => endpoint.Add<LabHandler>().Add<SideHandler>()));

    private static WebApplication CreateApp()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddTypedWs();
        return builder.Build();
    }

    private static Uri UriOf(LabServer server) => new(server.Uri, "/both");

    private static SideSessions SideSessionsOf(LabServer server) => server.Services.GetRequiredService<SideSessions>();
}

using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using TypedWs.AspNetCore.Sessions;
using TypedWs.CompilerServices;

namespace TypedWs.AspNetCore.Tests.Sessions;

public sealed class AudienceTests
{
    [Fact]
    public async Task Group_BothFormats_MembersReceiveAndOthersDoNot()
    {
        await using LabServer server = await LabServer.StartAsync();
        var received = Channel.CreateUnbounded<(string Who, string Text)>();
        await using LabClient json = await ListenAsync(server, WireFormat.Json, "json", received);
        await using LabClient messagePack = await ListenAsync(server, WireFormat.MessagePack, "messagePack", received);
        await using LabClient outsider = await ListenAsync(server, WireFormat.Json, "outsider", received);
        await json.EnterAsync("room", TestContext.Current.CancellationToken);
        await messagePack.EnterAsync("room", TestContext.Current.CancellationToken);

        await server.Sessions.Group("room").SendPublishedAsync("hello", TestContext.Current.CancellationToken);
        await server.Sessions.All.SendPublishedAsync("all", TestContext.Current.CancellationToken);

        (string, string)[] got = [await received.Soon(), await received.Soon(), await received.Soon(), await received.Soon(), await received.Soon()];
        Assert.Equal(
            [("json", "all"), ("json", "hello"), ("messagePack", "all"), ("messagePack", "hello"), ("outsider", "all")],
            got.Order());
    }

    [Fact]
    public async Task Except_Sender_ReceivesNothing()
    {
        await using LabServer server = await LabServer.StartAsync();
        var received = Channel.CreateUnbounded<(string Who, string Text)>();
        await using LabClient ada = await ListenAsync(server, WireFormat.Json, "ada", received);
        await using LabClient bob = await ListenAsync(server, WireFormat.MessagePack, "bob", received);
        await ada.EnterAsync("room", TestContext.Current.CancellationToken);
        await bob.EnterAsync("room", TestContext.Current.CancellationToken);

        await ada.SendPublishAsync("room", "from ada", TestContext.Current.CancellationToken);
        Assert.Equal(("bob", "from ada"), await received.Soon());
        await bob.SendPublishAsync("room", "from bob", TestContext.Current.CancellationToken);
        Assert.Equal(("ada", "from bob"), await received.Soon());
    }

    [Fact]
    public async Task User_SeveralSessions_AllReceive()
    {
        await using LabServer server = await LabServer.StartAsync(
            services: HeaderAuthentication.Add,
            middleware: app => Microsoft.AspNetCore.Builder.AuthAppBuilderExtensions.UseAuthentication(app));
        var received = Channel.CreateUnbounded<(string Who, string Text)>();
        await using LabClient ada = await ListenAsync(server, WireFormat.Json, "ada's desk", received, "ada");
        await using LabClient adaToo = await ListenAsync(server, WireFormat.MessagePack, "ada's phone", received, "ada");
        await using LabClient bob = await ListenAsync(server, WireFormat.Json, "bob", received, "bob");
        for (int i = 0; i < 3; i++)
            await server.Probe.Connected.Soon();

        Assert.Equal((2, 1, 0), (server.Sessions.User("ada").Count, server.Sessions.User("bob").Count, server.Sessions.User("eve").Count));
        await server.Sessions.User("ada").SendPublishedAsync("hi", TestContext.Current.CancellationToken);

        (string, string)[] got = [await received.Soon(), await received.Soon()];
        Assert.Equal([("ada's desk", "hi"), ("ada's phone", "hi")], got.Order());
    }

    [Fact]
    public async Task Send_ManyMembers_EncodesOncePerFormat()
    {
        await using LabServer server = await LabServer.StartAsync();
        await using LabClient a = await server.ConnectAsync();
        await using LabClient b = await server.ConnectAsync();
        await using LabClient c = await server.ConnectAsync(WireFormat.MessagePack);
        await using LabClient d = await server.ConnectAsync(WireFormat.MessagePack);
        for (int i = 0; i < 4; i++)
            await server.Probe.Connected.Soon();
        var codec = new CountingCodec();

        HubOf(server).GetAll().Send(new OneWayMethod<string>("lab.counted", codec), "x");

        Assert.Equal((1, 1), (codec.JsonWrites, codec.MessagePackWrites));
    }

    [Fact]
    public async Task Send_NobodyThere_EncodesNothing()
    {
        await using LabServer server = await LabServer.StartAsync();
        var codec = new CountingCodec();

        HubOf(server).GetGroup("empty").Send(new OneWayMethod<string>("lab.counted", codec), "x");

        Assert.Equal((0, 0), (codec.JsonWrites, codec.MessagePackWrites));
    }

    private static ProtocolHub HubOf(LabServer server) => server.Services.GetRequiredService<ProtocolHubs>().Get(LabProtocol.Descriptor);

    private static Task<LabClient> ListenAsync(
        LabServer server,
        WireFormat format,
        string name,
        Channel<(string, string)> received,
        string? user = null)
        => server.ConnectAsync(
            format,
            client => client.OnPublished((published, cancellationToken) => received.Writer.WriteAsync((name, published.Text), cancellationToken)),
            options =>
            {
                if (user is not null)
                    options.Headers[HeaderAuthentication.Header] = user;
            });
}

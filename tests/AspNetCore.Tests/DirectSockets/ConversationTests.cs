using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Features;
using TypedWs.Transport;

namespace TypedWs.AspNetCore.Tests.DirectSockets;

/// <summary>Conversations whose connection was taken out of Kestrel.</summary>
public sealed class ConversationTests : IOnDirectSockets
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<WireFormat> Formats => [WireFormat.Json, WireFormat.MessagePack];

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Conversation_BothWays_RunsOnTheSocket(WireFormat format)
    {
        var connections = new SeenConnections();
        await using LabServer server = await LabServer.StartAsync(middleware: connections.Watch);
        await using LabClient client = await server.ConnectAsync(format, register: c => c.OnQuestion((_, _) => ValueTask.FromResult(new Answer("yes"))));
        LabSession session = await server.Probe.Connected.Soon();

        Assert.Equal("hi", (await client.EchoAsync("hi", cancellationToken: Token).AsTask().Soon()).Text);
        Assert.Equal("yes", (await session.QuestionAsync("ready?", Token).AsTask().Soon()).Text);
        Assert.True((await connections.NextAsync())!.IsDetached);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Conversation_LargeMessages_ComeBack(WireFormat format)
    {
        const int Length = 900_000;
        await using LabServer server = await LabServer.StartAsync();
        await using LabClient client = await server.ConnectAsync(format);
        string text = string.Concat(Enumerable.Range(0, Length / 10).Select(static number => $"{number:D10}"));

        for (int i = 0; i < 8; i++)
        {
            // No more at once than the server's send buffer takes.
            Echoed[] answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => client.EchoAsync(text, cancellationToken: Token).AsTask())).Soon();
            Assert.All(answers, answer => Assert.Equal(text, answer.Text));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1000)]
    public async Task Conversation_FramesInTheSegmentOfTheHandshake_AreRead(int count)
    {
        await using LabServer server = await LabServer.StartAsync();
        using var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(server.Uri.Host, server.Uri.Port, Token);
        string head = "GET /lab HTTP/1.1\r\n" + string.Concat(RawHandshake.Headers().Select(static header => $"{header.Key}: {header.Value}\r\n")) + "\r\n";
        byte[] frames = [.. Enumerable.Range(0, count).SelectMany(static number => RawClient.Frame(0x81, Echo(number)))];

        await client.GetStream().WriteAsync((byte[])[.. Encoding.ASCII.GetBytes(head), .. frames], Token);

        using var reader = new StreamReader(client.GetStream(), Encoding.Latin1);
        var answers = new StringBuilder();
        while (!answers.ToString().Contains($"\"id\":{count - 1},", StringComparison.Ordinal))
        {
            var piece = new char[16 * 1024];
            int read = await reader.ReadAsync(piece, Token).AsTask().Soon();
            Assert.NotEqual(0, read);
            answers.Append(piece, 0, read);
        }

        Assert.All(Enumerable.Range(0, count), number => Assert.Contains($"\"id\":{number},", answers.ToString(), StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Close_ByTheServer_EndsCleanlyOnBothSides(WireFormat format)
    {
        await using LabServer server = await LabServer.StartAsync();
        await using LabClient client = await server.ConnectAsync(format);
        LabSession session = await server.Probe.Connected.Soon();

        WsClosed closed = await session.CloseAsync((WsCloseCode)4001, "enough", Token).Soon();

        Assert.True(closed.Clean);
        WsClosed seen = await client.Completion.Soon();
        Assert.Equal((4001, "enough", true), ((int)seen.Code, seen.Reason, seen.Clean));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Close_ByEitherSide_EndsTcpWithoutAReset(bool byServer)
    {
        await using LabServer server = await LabServer.StartAsync();
        await using RawClient client = await RawClient.ConnectAsync(server.Uri);
        LabSession session = await server.Probe.Connected.Soon();

        if (byServer)
            _ = session.CloseAsync(cancellationToken: Token);
        else
            await client.SendAsync(RawClient.Close, [0x03, 0xe8]);
        RawFrame close = await client.ReceiveAsync();
        if (byServer)
            await client.SendAsync(RawClient.Close, close.Payload);

        Assert.Equal(1000, close.CloseCode);
        Assert.Equal(0, await client.Handshake.Stream.ReadAsync(new byte[1], Token).AsTask().Soon());
        Assert.True((await server.Probe.Disconnected.Soon()).Clean);
    }

    [Fact]
    public async Task Abort_ByTheServer_ResetsTheConnection()
    {
        await using LabServer server = await LabServer.StartAsync();
        await using RawClient client = await RawClient.ConnectAsync(server.Uri);
        LabSession session = await server.Probe.Connected.Soon();

        session.Abort();

        IOException lost = await Assert.ThrowsAsync<IOException>(() => client.Handshake.Stream.ReadAsync(new byte[1], Token).AsTask().Soon());
        Assert.Equal(SocketError.ConnectionReset, Assert.IsType<SocketException>(lost.InnerException).SocketErrorCode);
        Assert.False((await server.Probe.Disconnected.Soon()).Clean);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Disconnect_ByTheClient_EndsTheConversation(bool reset)
    {
        await using LabServer server = await LabServer.StartAsync();
        await using RawClient client = await RawClient.ConnectAsync(server.Uri);
        await server.Probe.Connected.Soon();

        client.Handshake.Stream.Socket.Close(reset ? 0 : -1);

        Assert.False((await server.Probe.Disconnected.Soon()).Clean);
    }

    [Fact]
    public async Task RequestAborted_ConversationIsCut_Fires()
    {
        var aborted = new TaskCompletionSource();
        await using LabServer server = await LabServer.StartAsync(middleware: app => app.Use((context, next) =>
        {
            context.RequestAborted.Register(aborted.SetResult);
            return next(context);
        }));
        await using RawClient client = await RawClient.ConnectAsync(server.Uri);
        await server.Probe.Connected.Soon();

        client.Handshake.Stream.Socket.Close(0);

        await aborted.Task.Soon();
    }

    [Fact]
    public async Task Upgrade_MiddlewareWithAStreamOfItsOwn_KeepsIt()
    {
        var connections = new SeenConnections();
        var counted = new CountedUpgrade();
        await using LabServer server = await LabServer.StartAsync(middleware: app =>
        {
            connections.Watch(app);
            app.Use((context, next) =>
            {
                counted.Inner = context.Features.Get<IHttpUpgradeFeature>();
                context.Features.Set<IHttpUpgradeFeature>(counted);
                return next(context);
            });
        });

        await using (RawClient client = await RawClient.ConnectAsync(server.Uri))
            await client.AssertAliveAsync();

        Assert.False((await connections.NextAsync())!.IsDetached);
        Assert.NotEqual(0, counted.Reads);
    }

    [Theory]
    [Trait("Category", "Concurrency")]
    [InlineData(50)]
    public async Task Shutdown_ManyConversations_AllAreClosed1001(int count)
    {
        await using LabServer server = await LabServer.StartAsync();
        var clients = new List<LabClient>();
        for (int i = 0; i < count; i++)
            clients.Add(await server.ConnectAsync(i % 2 == 0 ? WireFormat.Json : WireFormat.MessagePack));

        Task stopping = server.StopAsync();

        Assert.All(await Task.WhenAll(clients.Select(static client => client.Completion)).Soon(), static closed => Assert.Equal(WsCloseCode.GoingAway, closed.Code));
        await stopping.Soon();
        foreach (LabClient client in clients)
            await client.DisposeAsync();
    }

    private static byte[] Echo(int id) => Encoding.UTF8.GetBytes($$$"""{"jsonrpc":"2.0","id":{{{id}}},"method":"lab.echo","params":{"text":"early"}}""");

    private sealed class CountedUpgrade : IHttpUpgradeFeature
    {
        public IHttpUpgradeFeature? Inner { get; set; }

        public int Reads { get; private set; }

        public bool IsUpgradableRequest => Inner!.IsUpgradableRequest;

        public async Task<Stream> UpgradeAsync()
        {
            Stream inner = await Inner!.UpgradeAsync();
            return new RelayForTest(inner, () => Reads++);
        }
    }

    private sealed class RelayForTest(Stream inner, Action read) : TypedWs.Transport.RelayStream(inner)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            read();
            return base.ReadAsync(buffer, cancellationToken);
        }
    }
}

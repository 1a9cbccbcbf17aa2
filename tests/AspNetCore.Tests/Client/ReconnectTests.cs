using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using TypedWs.Testing;
using TypedWs.Transport;

namespace TypedWs.AspNetCore.Tests.Client;

public sealed class ReconnectTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Client_ServerRestarts_ComesBackInANewConversation()
    {
        var connected = Channel.CreateUnbounded<string>();
        LabServer first = await LabServer.StartAsync();
        string url = first.HttpUri.GetLeftPart(UriPartial.Authority);
        await using var client = new LabClient(Options(first.Uri));
        client.Connected = async token => connected.Writer.TryWrite((await client.WhoAmIAsync(token)).SessionId);
        var disconnected = Channel.CreateUnbounded<WsClosed>();
        client.Disconnected = closed => disconnected.Writer.TryWrite(closed);
        await client.ConnectAsync(Token);
        string before = await connected.Soon();

        await first.StopAsync();
        await first.DisposeAsync();
        Assert.Equal(WsCloseCode.GoingAway, (await disconnected.Soon()).Code);
        await using LabServer second = await LabServer.StartAsync(url: url);

        Assert.NotEqual(before, await connected.Soon());
        Assert.Equal("hi", (await client.EchoAsync("hi", cancellationToken: Token)).Text);
        Assert.Equal(TypedWsClientState.Connected, client.State);
    }

    [Fact]
    public async Task Client_LinkBlackHoled_FailsItsRequestsAndComesBack()
    {
        await using TypedWsTestHost host = await TypedWsTestHost.StartAsync<LabHandler>(
            services => services.AddSingleton<LabProbe>().AddScoped<LabScope>().AddTypedWs().AddProtocol<LabProtocol>());
        var connected = Channel.CreateUnbounded<TestLink>();
        await using LabClient client = await host.ConnectAsync<LabClient>(
            configure: options =>
            {
                options.Connection.PingInterval = TimeSpan.FromSeconds(20);
                options.Connection.PongTimeout = TimeSpan.FromSeconds(10);
                options.Reconnect.Policy = WsReconnectPolicy.Fixed(TimeSpan.Zero);
            },
            register: client => client.Connected = _ => connected.Writer.WriteAsync(host.Network.Link, Token),
            cancellationToken: Token);
        TestLink first = await connected.Soon();

        first.Vanish();
        Task<Echoed> asking = client.EchoAsync(new Echo("lost", 1), Timeout.InfiniteTimeSpan, Token).AsTask();
        while (!asking.IsCompleted)
        {
            host.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        RequestLostException lost = await Assert.ThrowsAsync<RequestLostException>(() => asking);
        Assert.Contains("no answer to a ping", lost.Closed.Reason, StringComparison.Ordinal);
        Assert.NotSame(first, await connected.Soon());
        Assert.Equal("hi", (await client.EchoAsync("hi", cancellationToken: Token)).Text);
    }

    [Fact]
    public async Task Client_ServerSaysNotToComeBack_StaysDisconnected()
    {
        await using LabServer server = await LabServer.StartAsync();
        await using var client = new LabClient(Options(server.Uri));
        var disconnected = Channel.CreateUnbounded<WsClosed>();
        client.Disconnected = closed => disconnected.Writer.TryWrite(closed);
        await client.ConnectAsync(Token);

        await (await server.Probe.Connected.Soon()).CloseAsync((WsCloseCode)4403, "not you", Token);

        Assert.Equal(4403, (int)(await disconnected.Soon()).Code);
        Assert.Equal(TypedWsClientState.Disconnected, client.State);
    }

    [Fact]
    public async Task ConnectAsync_NoServer_FailsAtOnceUnlessToldToRetry()
    {
        TypedWsClientOptions options = Options(new Uri("ws://127.0.0.1:1/"));
        options.Connector = (_, _) => throw new IOException("unreachable");
        await using var client = new LabClient(options);

        await Assert.ThrowsAsync<WsHandshakeException>(() => client.ConnectAsync(Token));

        Assert.Equal(TypedWsClientState.Disconnected, client.State);
    }

    private static TypedWsClientOptions Options(Uri uri)
        => new() { Uri = uri, Reconnect = { Policy = WsReconnectPolicy.Fixed(TimeSpan.FromMilliseconds(20)) } };
}

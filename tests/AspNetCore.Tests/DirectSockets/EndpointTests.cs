using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TypedWs.AspNetCore.DirectSockets;
using TypedWs.Tests;

namespace TypedWs.AspNetCore.Tests.DirectSockets;

/// <summary>Which of a host's endpoints the transport serves, and what it leaves to Kestrel's own.</summary>
public sealed class EndpointTests : IOnDirectSockets
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Tls_WebSocket_WorksThroughThePipes()
    {
        using var certificates = new TestCertificates();
        var connections = new SeenConnections();
        await using LabServer server = await StartTlsAsync(certificates, connections, HttpProtocols.Http1);
        using var client = new ClientWebSocket();
        client.Options.AddSubProtocol("typedws.v1.json");
#pragma warning disable CA5359 // The certificate is made by the test itself.
        client.Options.RemoteCertificateValidationCallback = static (_, _, _, _) => true;
#pragma warning restore CA5359

        await client.ConnectAsync(server.Uri, Token);

        await AssertEchoesAsync(client);
        Assert.False((await connections.NextAsync())!.IsDetached);
        await client.CloseAsync(WebSocketCloseStatus.NormalClosure, "bye", Token);
        Assert.True((await server.Probe.Disconnected.Soon()).Clean);
    }

    [Fact]
    public async Task Http2_ExtendedConnectWithPriorKnowledge_WorksThroughThePipes()
    {
        var connections = new SeenConnections();
        await using LabServer server = await LabServer.StartAsync(
            services: static builder => builder.WebHost.ConfigureKestrel(static kestrel => kestrel.ConfigureEndpointDefaults(static listen => listen.Protocols = HttpProtocols.Http2)),
            middleware: connections.Watch);
        using var client = new ClientWebSocket();
        client.Options.HttpVersion = HttpVersion.Version20;
        client.Options.HttpVersionPolicy = HttpVersionPolicy.RequestVersionExact;
        client.Options.AddSubProtocol("typedws.v1.json");

        await client.ConnectAsync(server.Uri, new HttpMessageInvoker(new SocketsHttpHandler()), Token);

        await AssertEchoesAsync(client);
        Assert.False((await connections.NextAsync())!.IsDetached);
    }

    [Fact]
    public async Task UnixDomainSocket_IsServedByKestrelsTransport()
    {
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        var connections = new SeenConnections();
        await using LabServer server = await LabServer.StartAsync(middleware: connections.Watch, url: $"http://unix:{path}");
        using var client = new ClientWebSocket();
        client.Options.AddSubProtocol("typedws.v1.json");
        using var handler = new SocketsHttpHandler
        {
            ConnectCallback = async (_, cancellationToken) =>
            {
                var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };

        await client.ConnectAsync(new Uri("ws://localhost/lab"), new HttpMessageInvoker(handler), Token);

        await AssertEchoesAsync(client);
        Assert.Null(await connections.NextAsync());
    }

    [Fact]
    public async Task IPv6_Loopback_IsServed()
    {
        Assert.SkipUnless(Socket.OSSupportsIPv6 && CanBind(IPAddress.IPv6Loopback), "This machine has no IPv6.");
        var connections = new SeenConnections();
        await using LabServer server = await LabServer.StartAsync(middleware: connections.Watch, url: "http://[::1]:0");
        await using LabClient client = await server.ConnectAsync();

        Assert.Equal("hi", (await client.EchoAsync("hi", cancellationToken: Token).AsTask().Soon()).Text);
        Assert.True((await connections.NextAsync())!.IsDetached);
    }

    [Fact]
    public async Task ConnectionMiddleware_OverTheTransport_IsNotPassedBy()
    {
        var connections = new SeenConnections();
        await using LabServer server = await LabServer.StartAsync(
            services: static builder => builder.WebHost.ConfigureKestrel(static kestrel => kestrel.ConfigureEndpointDefaults(static listen => listen.UseConnectionLogging())),
            middleware: connections.Watch);
        await using LabClient client = await server.ConnectAsync();

        Assert.Equal("hi", (await client.EchoAsync("hi", cancellationToken: Token).AsTask().Soon()).Text);
        Assert.False((await connections.NextAsync())!.IsDetached);
    }

    [Fact]
    public async Task Start_AddressInUse_SaysSo()
    {
        await using LabServer server = await LabServer.StartAsync();

        IOException refused = await Assert.ThrowsAsync<IOException>(() => LabServer.StartAsync(url: $"http://127.0.0.1:{server.Uri.Port}"));

        Assert.IsType<AddressInUseException>(refused.InnerException);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task UseDirectSockets_BeforeOrAfterKestrel_HasBothTransports(bool before)
    {
        using IHost host = new HostBuilder()
            .ConfigureServices(services => Add(services, before))
            .ConfigureWebHost(web => web.UseKestrel().UseUrls("http://127.0.0.1:0").Configure(static _ => { }))
            .ConfigureServices(services => Add(services, !before))
            .Build();

        IConnectionListenerFactory[] asked = [.. host.Services.GetServices<IConnectionListenerFactory>().Reverse()];

        Assert.IsType<DirectSocketTransportFactory>(First(asked, new IPEndPoint(IPAddress.Loopback, 0)));
        Assert.IsType<SocketTransportFactory>(First(asked, new UnixDomainSocketEndPoint("/tmp/x")));
        Assert.IsType<SocketTransportFactory>(First(asked, new FileHandleEndPoint(3, FileHandleType.Tcp)));
        await host.StartAsync(Token);
        await host.StopAsync(Token);

        static void Add(IServiceCollection services, bool now)
        {
            if (now)
                services.AddTypedWs().UseDirectSockets().UseDirectSockets();
        }

        static IConnectionListenerFactory First(IConnectionListenerFactory[] factories, EndPoint endPoint)
            => factories.First(factory => factory is not IConnectionListenerFactorySelector selector || selector.CanBind(endPoint));
    }

    [Fact]
    public void Backlog_LessThanOne_IsRefused()
        => Assert.Throws<ArgumentOutOfRangeException>(static () => new DirectSocketOptions { Backlog = 0 });

    private static Task<LabServer> StartTlsAsync(TestCertificates certificates, SeenConnections connections, HttpProtocols protocols) => LabServer.StartAsync(
        services: builder => builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.ConfigureHttpsDefaults(https => https.ServerCertificate = certificates.Server);
            kestrel.ConfigureEndpointDefaults(listen => listen.Protocols = protocols);
        }),
        middleware: connections.Watch,
        url: "https://127.0.0.1:0");

    private static async Task AssertEchoesAsync(ClientWebSocket client)
    {
        await client.SendAsync("""{"jsonrpc":"2.0","id":1,"method":"lab.echo","params":{"text":"hi"}}"""u8.ToArray(), WebSocketMessageType.Text, true, Token).Soon();
        var buffer = new byte[1024];
        ValueWebSocketReceiveResult answer = await client.ReceiveAsync(buffer.AsMemory(), Token).AsTask().Soon();
        Assert.Equal("""{"jsonrpc":"2.0","id":1,"result":{"text":"hi"}}""", Encoding.UTF8.GetString(buffer.AsSpan(0, answer.Count)));
    }

    private static bool CanBind(IPAddress address)
    {
        using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(address, 0));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}

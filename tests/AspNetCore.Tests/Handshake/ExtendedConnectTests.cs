using System.Net;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace TypedWs.AspNetCore.Tests.Handshake;

public sealed class ExtendedConnectTests : IDisposable
{
    private readonly X509Certificate2 _certificate = CreateCertificate();

    public void Dispose() => _certificate.Dispose();

    [Fact]
    public async Task ExtendedConnect_OverHttp2_CarriesAConversation()
    {
        await using LabServer server = await StartAsync();
        using ClientWebSocket client = await ConnectAsync(server, "typedws.v1.json");
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        byte[] echo = """{"jsonrpc":"2.0","id":1,"method":"lab.echo","params":{"text":"hi"}}"""u8.ToArray();

        await client.SendAsync(echo, WebSocketMessageType.Text, true, cancellationToken);
        var buffer = new byte[1024];
        ValueWebSocketReceiveResult answer = await client.ReceiveAsync(buffer.AsMemory(), cancellationToken);

        Assert.Equal(HttpStatusCode.OK, client.HttpStatusCode);
        Assert.Equal("typedws.v1.json", client.SubProtocol);
        Assert.Equal("""{"jsonrpc":"2.0","id":1,"result":{"text":"hi"}}""", Encoding.UTF8.GetString(buffer.AsSpan(0, answer.Count)));

        await client.CloseAsync(WebSocketCloseStatus.NormalClosure, "bye", cancellationToken);
        Assert.Equal(1000, (int)(await server.Probe.Disconnected.Soon()).Code);
    }

    [Fact]
    public async Task ExtendedConnect_MoreThanTheLimitOfARequestBody_IsRead()
    {
        await using LabServer server = await StartAsync(kestrel => kestrel.Limits.MaxRequestBodySize = 10_000);
        using ClientWebSocket client = await ConnectAsync(server, "typedws.v1.json");
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        byte[] echo = Encoding.UTF8.GetBytes($$$"""{"jsonrpc":"2.0","id":1,"method":"lab.echo","params":{"times":0,"text":"{{{new string('x', 15_000)}}}"}}""");

        await client.SendAsync(echo, WebSocketMessageType.Text, true, cancellationToken);
        var buffer = new byte[1024];
        ValueWebSocketReceiveResult answer = await client.ReceiveAsync(buffer.AsMemory(), cancellationToken);

        Assert.Equal("""{"jsonrpc":"2.0","id":1,"result":{"text":""}}""", Encoding.UTF8.GetString(buffer.AsSpan(0, answer.Count)));
    }

    [Fact]
    public async Task ExtendedConnect_PlainGetOverHttp2_IsAnswered400()
    {
        await using LabServer server = await StartAsync();
        using var http = new HttpClient(CreateHandler());
        http.DefaultRequestVersion = HttpVersion.Version20;
        http.DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact;

        HttpResponseMessage answer = await http.GetAsync(server.HttpUri, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    private static async Task<ClientWebSocket> ConnectAsync(LabServer server, string subprotocol)
    {
        var client = new ClientWebSocket();
        client.Options.HttpVersion = HttpVersion.Version20;
        client.Options.HttpVersionPolicy = HttpVersionPolicy.RequestVersionExact;
        client.Options.AddSubProtocol(subprotocol);
        client.Options.CollectHttpResponseDetails = true;
        await client.ConnectAsync(server.Uri, new HttpMessageInvoker(CreateHandler()), TestContext.Current.CancellationToken);
        return client;
    }

    private static SocketsHttpHandler CreateHandler()
    {
        var handler = new SocketsHttpHandler();
#pragma warning disable CA5359 // The certificate is made by the test itself.
        handler.SslOptions.RemoteCertificateValidationCallback = (_, _, _, _) => true;
#pragma warning restore CA5359
        return handler;
    }

    private static X509Certificate2 CreateCertificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }

    private Task<LabServer> StartAsync(Action<KestrelServerOptions>? configure = null) => LabServer.StartAsync(services: builder => builder.WebHost
        .UseKestrelHttpsConfiguration()
        .UseUrls("https://127.0.0.1:0")
        .ConfigureKestrel(kestrel =>
        {
            kestrel.ConfigureHttpsDefaults(https => https.ServerCertificate = _certificate);
            configure?.Invoke(kestrel);
        }));
}

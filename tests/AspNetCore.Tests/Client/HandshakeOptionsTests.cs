using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using TypedWs.Tests;
using TypedWs.Transport;

namespace TypedWs.AspNetCore.Tests.Client;

/// <summary>What the options of a typed client say about the handshake reaches a real server.</summary>
public sealed class HandshakeOptionsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Cookies_GoBothWays()
    {
        string? sent = null;
        await using LabServer server = await LabServer.StartAsync(middleware: app => app.Use((context, next) =>
        {
            sent = context.Request.Headers.Cookie;
            context.Response.Cookies.Append("b", "2");
            return next(context);
        }));
        var cookies = new CookieContainer();
        cookies.Add(new Cookie("a", "1", "/", "127.0.0.1"));

        await using LabClient client = await server.ConnectAsync(configure: options => options.Cookies = cookies);

        Assert.Equal("a=1", sent);
        Assert.Contains(cookies.GetAllCookies(), static cookie => cookie is { Name: "b", Value: "2" });
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task MaxRedirects_RedirectIsFollowedOrARefusal(int most)
    {
        await using LabServer server = await LabServer.StartAsync(middleware: app => app.MapGet("/moved", () => Results.Redirect("/lab")));
        await using var client = new LabClient(new TypedWsClientOptions { Uri = new Uri(server.Uri, "/moved"), MaxRedirects = most });

        if (most > 0)
        {
            await client.ConnectAsync(Token);
            Assert.Equal(TypedWsClientState.Connected, client.State);
        }
        else
        {
            Assert.Equal(302, (await Assert.ThrowsAsync<WsHandshakeException>(() => client.ConnectAsync(Token))).StatusCode);
        }
    }

    [Fact]
    public async Task TcpConnected_IsCalledBeforeTheHandshake()
    {
        var steps = new List<string>();
        await using LabServer server = await LabServer.StartAsync(middleware: app => app.Use((context, next) =>
        {
            steps.Add("request");
            return next(context);
        }));

        await using LabClient client = await server.ConnectAsync(configure: options => options.TcpConnected = () => steps.Add("TCP"));

        Assert.Equal(["TCP", "request"], steps);
    }

    [Fact]
    public async Task Proxy_IsAskedForATunnel()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        await using var client = new LabClient(new TypedWsClientOptions
        {
            Uri = new Uri("ws://behind.example.org/lab"),
            Proxy = new WebProxy($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}"),
        });

        Task connecting = client.ConnectAsync(Token);
        using TcpClient asked = await listener.AcceptTcpClientAsync(Token);
        using var reader = new StreamReader(asked.GetStream(), Encoding.ASCII);
        string? first = await reader.ReadLineAsync(Token);
        await asked.GetStream().WriteAsync("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n"u8.ToArray(), Token);

        Assert.Equal("CONNECT behind.example.org:80 HTTP/1.1", first);
        WsHandshakeException error = await Assert.ThrowsAsync<WsHandshakeException>(() => connecting);
        Assert.Equal(403, error.StatusCode);
        Assert.Contains("through the proxy", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tls_OwnAuthorityAndClientCertificate_TalkOverWss()
    {
        using var certificates = new TestCertificates();
        string? subject = null;
        await using LabServer server = await StartSecureAsync(certificates, ClientCertificateMode.RequireCertificate, context => subject = context.Connection.ClientCertificate?.Subject);

        await using LabClient client = await server.ConnectAsync(configure: options =>
        {
            options.Tls.TrustedRoots.Add(certificates.Root);
            options.Tls.ClientCertificates.Add(certificates.Client);
        });

        Assert.Equal("wss", server.Uri.Scheme);
        Assert.Equal("hi", (await client.EchoAsync("hi", cancellationToken: Token)).Text);
        Assert.Equal("CN=ada", subject);
    }

    [Fact]
    public async Task Tls_UnknownAuthority_IsRefused()
    {
        using var certificates = new TestCertificates();
        await using LabServer server = await StartSecureAsync(certificates, ClientCertificateMode.NoCertificate, static _ => { });
        await using var client = new LabClient(new TypedWsClientOptions { Uri = server.Uri });

        WsHandshakeException error = await Assert.ThrowsAsync<WsHandshakeException>(() => client.ConnectAsync(Token));

        Assert.Contains("Tls.TrustedRoots", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tls_ValidationCallback_Decides()
    {
        using var certificates = new TestCertificates();
        await using LabServer server = await StartSecureAsync(certificates, ClientCertificateMode.NoCertificate, static _ => { });

        await using LabClient client = await server.ConnectAsync(
            configure: options => options.Tls.RemoteCertificateValidationCallback = static (_, certificate, _, _) => certificate!.Subject == "CN=localhost");

        Assert.Equal(TypedWsClientState.Connected, client.State);
    }

    [Fact]
    public async Task PingAsync_RealConnection_IsMeasured()
    {
        await using LabServer server = await LabServer.StartAsync();
        await using LabClient client = await server.ConnectAsync();
        Assert.Null(client.PingRoundTrip);

        TimeSpan roundTrip = await client.PingAsync(Token);

        Assert.Equal(roundTrip, client.PingRoundTrip);
        Assert.True(roundTrip >= TimeSpan.Zero);
    }

    [Fact]
    public async Task Uri_HttpAddress_SaysWhatToWrite()
    {
        await using var client = new LabClient(new TypedWsClientOptions { Uri = new Uri("https://example.org/lab") });

        ArgumentException thrown = await Assert.ThrowsAsync<ArgumentException>(() => client.ConnectAsync(Token));

        Assert.Contains("Write wss:", thrown.Message, StringComparison.Ordinal);
    }

    private static Task<LabServer> StartSecureAsync(TestCertificates certificates, ClientCertificateMode mode, Action<HttpContext> onRequest)
        => LabServer.StartAsync(
            services: builder =>
            {
                builder.WebHost.UseKestrelHttpsConfiguration();
                builder.WebHost.ConfigureKestrel(kestrel => kestrel.ConfigureHttpsDefaults(https =>
                {
                    https.ServerCertificate = certificates.Server;
                    https.ClientCertificateMode = mode;
                    https.AllowAnyClientCertificate();
                }));
            },
            middleware: app => app.Use((context, next) =>
            {
                onRequest(context);
                return next(context);
            }),
            url: "https://127.0.0.1:0");
}

using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace TypedWs.AspNetCore.Tests.DirectSockets;

/// <summary>Ordinary requests over the transport.</summary>
public sealed class HttpTests : IOnDirectSockets
{
    private const int Large = 8 * 1024 * 1024;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(Large)]
    public async Task Post_AnyBody_ComesBack(int length)
    {
        await using LabServer server = await LabServer.StartAsync(middleware: MapMirror);
        using var http = new HttpClient();
        byte[] body = RandomNumberGenerator.GetBytes(length);

        using HttpResponseMessage answer = await http.PostAsync(new Uri(server.HttpUri, "/mirror"), new ByteArrayContent(body), Token).Soon();

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(body, await answer.Content.ReadAsByteArrayAsync(Token).Soon());
    }

    [Fact]
    public async Task Get_SeveralOneAfterAnother_ShareAConnection()
    {
        await using LabServer server = await LabServer.StartAsync(middleware: static app => app.MapGet("/id", static context => context.Response.WriteAsync(context.Connection.Id)));
        using var http = new HttpClient();

        var ids = new List<string>();
        for (int i = 0; i < 10; i++)
            ids.Add(await http.GetStringAsync(new Uri(server.HttpUri, "/id"), Token).Soon());

        Assert.NotEmpty(Assert.Single(ids.Distinct()));
    }

    [Fact]
    public async Task Get_ConnectionClose_IsAnsweredToTheEndWithoutAReset()
    {
        var connections = new SeenConnections();
        await using LabServer server = await LabServer.StartAsync(middleware: app =>
        {
            connections.Watch(app);
            app.MapGet("/large", static context => context.Response.Body.WriteAsync(new byte[Large], Token).AsTask());
        });
        using TcpClient client = await SendAsync(server, "GET /large HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

        using var answer = new MemoryStream();
        await client.GetStream().CopyToAsync(answer, Token).Soon();

        Assert.InRange(answer.Length, Large, Large + 10_000);
        Assert.False((await connections.NextAsync())!.IsDetached);
    }

    [Fact]
    public async Task Features_OfTheConnection_TellOfTheSocket()
    {
        await using LabServer server = await LabServer.StartAsync(middleware: static app => app.MapGet(
            "/ports",
            static context => context.Response.WriteAsync($"{context.Connection.LocalPort} {context.Connection.RemoteIpAddress}")));
        using var http = new HttpClient();

        Assert.Equal($"{server.Uri.Port} 127.0.0.1", await http.GetStringAsync(new Uri(server.HttpUri, "/ports"), Token).Soon());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task RequestAborted_ClientDisconnects_Fires(bool reset)
    {
        var entered = new TaskCompletionSource();
        var aborted = new TaskCompletionSource();
        await using LabServer server = await LabServer.StartAsync(middleware: app => app.MapGet("/wait", async context =>
        {
            using CancellationTokenRegistration registration = context.RequestAborted.Register(aborted.SetResult);
            entered.SetResult();
            await aborted.Task;
        }));
        using TcpClient client = await SendAsync(server, "GET /wait HTTP/1.1\r\nHost: x\r\n\r\n");
        await entered.Task.Soon();

        client.Client.Close(reset ? 0 : -1);

        await aborted.Task.Soon();
    }

    [Fact]
    public async Task Answer_ClientDisconnectsInTheMiddle_IsNoError()
    {
        var ended = new TaskCompletionSource();
        await using LabServer server = await LabServer.StartAsync(middleware: app => app.MapGet("/endless", async context =>
        {
            while (!context.RequestAborted.IsCancellationRequested)
                await context.Response.Body.WriteAsync(new byte[64 * 1024], CancellationToken.None);
            ended.SetResult();
        }));
        using TcpClient client = await SendAsync(server, "GET /endless HTTP/1.1\r\nHost: x\r\n\r\n");
        await client.GetStream().ReadExactlyAsync(new byte[Large], Token).AsTask().Soon();

        client.Client.Close(0);

        await ended.Task.Soon();
    }

    [Fact]
    public async Task Http2_PriorKnowledge_IsServed()
    {
        await using LabServer server = await LabServer.StartAsync(
            services: static builder => builder.WebHost.ConfigureKestrel(static kestrel => kestrel.ConfigureEndpointDefaults(static listen => listen.Protocols = HttpProtocols.Http2)),
            middleware: MapMirror);
        using var http = new HttpClient { DefaultRequestVersion = HttpVersion.Version20, DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact };
        byte[] body = RandomNumberGenerator.GetBytes(Large);

        byte[][] answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            using HttpResponseMessage answer = await http.PostAsync(new Uri(server.HttpUri, "/mirror"), new ByteArrayContent(body), Token);
            Assert.Equal(HttpVersion.Version20, answer.Version);
            return await answer.Content.ReadAsByteArrayAsync(Token);
        })).Soon();

        Assert.All(answers, answer => Assert.Equal(body, answer));
    }

    private static void MapMirror(WebApplication app) => app.MapPost("/mirror", static async context =>
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, Token);
        await context.Response.Body.WriteAsync(body.GetBuffer().AsMemory(0, (int)body.Length), Token);
    });

    private static async Task<TcpClient> SendAsync(LabServer server, string request)
    {
        var client = new TcpClient();
        await client.ConnectAsync(server.Uri.Host, server.Uri.Port, Token);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request), Token);
        return client;
    }
}

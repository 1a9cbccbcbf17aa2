using System.Net;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection;
using TypedWs.Tests;
using TypedWs.Transport;

namespace TypedWs.AspNetCore.Tests.Proxies;

/// <summary>A conversation through a proxy with the configuration that <c>docs/proxies.md</c> gives.</summary>
public abstract class ProxyTests(ProxyProgram program) : IDisposable
{
    private static readonly IPAddress Ada = IPAddress.Parse("127.0.0.2");
    private static readonly IPAddress Bob = IPAddress.Parse("127.0.0.3");

    private readonly TestCertificates _certificates = new();

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(WireFormat.Json, false)]
    [InlineData(WireFormat.MessagePack, false)]
    [InlineData(WireFormat.Json, true)]
    [InlineData(WireFormat.MessagePack, true)]
    public async Task Conversation_ThroughTheProxy_IsWhole(WireFormat format, bool tls)
    {
        await using LabServer server = await StartServerAsync(options => options.Connection.MaxMessageSize = 2 * 1024 * 1024);
        var settings = new ProxySettings(server.HttpUri, tls);
        await using RunningProxy proxy = await StartAsync(settings);
        await using LabClient client = Client(proxy.Uri(settings), format, options => options.Connection.MaxMessageSize = 2 * 1024 * 1024);
        var published = Channel.CreateUnbounded<string>();
        client.OnPublished((message, token) => published.Writer.WriteAsync(message.Text, token));
        await client.ConnectAsync(Token);
        string large = new('x', 1024 * 1024);

        Assert.Equal("hi", (await client.EchoAsync("hi", cancellationToken: Token)).Text);
        Assert.Equal(large, (await client.EchoAsync(large, cancellationToken: Token)).Text);
        Assert.Equal(Enumerable.Range(0, 1000), await client.CountAsync(1000, cancellationToken: Token).Select(static counted => counted.Number).ToListAsync(Token));
        Assert.Equal(45, (await client.SumAsync(0, Enumerable.Range(0, 10).ToAsyncEnumerable(), Token)).Total);

        await client.EnterAsync("room", Token);
        await using LabClient other = Client(proxy.Uri(settings), format);
        await other.ConnectAsync(Token);
        await other.SendPublishAsync("room", "one-way, to a group", Token);
        Assert.Equal("one-way, to a group", await published.Soon());
        await server.Sessions.All.SendPublishedAsync("to all", Token);
        Assert.Equal("to all", await published.Soon());

        await client.CloseAsync(cancellationToken: Token);
        Assert.True((await client.Completion.Soon()).Clean);
    }

    /// <summary>The client that does not ping is the clock: when it is cut, the other one had been as idle for as long.</summary>
    [Fact]
    public async Task IdleTime_PassesAmongPings_OnlyTheSilentClientIsCutAndComesBack()
    {
        await using LabServer server = await StartServerAsync(options => options.Connection.PingInterval = Timeout.InfiniteTimeSpan);
        var settings = new ProxySettings(server.HttpUri, IdleSeconds: 3);
        await using RunningProxy proxy = await StartAsync(settings);
        await using LabClient pinging = Client(proxy.Uri(settings), configure: options => options.Connection.PingInterval = TimeSpan.FromMilliseconds(200));
        await pinging.ConnectAsync(Token);
        await using LabClient silent = Client(proxy.Uri(settings), configure: options => options.Connection.PingInterval = Timeout.InfiniteTimeSpan);
        Channel<WsClosed> cuts = Ends(silent);
        var sessions = Channel.CreateUnbounded<string>();
        silent.Connected = async token => sessions.Writer.TryWrite((await silent.WhoAmIAsync(token)).SessionId);
        string before = (await pinging.WhoAmIAsync(Token)).SessionId;
        await silent.ConnectAsync(Token);
        string cut = await sessions.Soon();

        WsClosed closed = await cuts.Soon();

        Assert.Equal((WsCloseCode.Abnormal, false), (closed.Code, closed.Clean));
        Assert.Equal(before, (await pinging.WhoAmIAsync(Token)).SessionId);
        Assert.NotEqual(cut, await sessions.Soon());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ForwardedHeaders_AreBelieved_ByTheSessionTheLimitsAndTheOriginCheck(bool passesHost)
    {
        var seen = Channel.CreateUnbounded<(string Scheme, string Host)>();
        await using LabServer server = await StartServerAsync(options => options.MaxConnectionsPerAddress = 1, app => app.Use((context, next) =>
        {
            seen.Writer.TryWrite((context.Request.Scheme, context.Request.Host.Value!));
            return next(context);
        }));
        var settings = new ProxySettings(server.HttpUri, PassesHost: passesHost);
        await using RunningProxy proxy = await StartAsync(settings);

        await using RawHandshake ada = await ShakeAsync(proxy.Uri(settings), Ada, "https://chat.example.org");
        Assert.Equal((101, ("http", "chat.example.org")), (ada.Status, await seen.Soon()));
        Assert.Equal(Ada, (await server.Probe.Connected.Soon()).RemoteAddress);

        await using RawHandshake adaAgain = await ShakeAsync(proxy.Uri(settings), Ada, "https://chat.example.org");
        Assert.Equal(429, adaAgain.Status);

        await using RawHandshake foreign = await ShakeAsync(proxy.Uri(settings), Bob, "https://evil.example");
        Assert.Equal(403, foreign.Status);

        await using RawHandshake bob = await ShakeAsync(proxy.Uri(settings), Bob, "https://chat.example.org");
        Assert.Equal(101, bob.Status);
        Assert.Equal(Bob, (await server.Probe.Connected.Soon()).RemoteAddress);
    }

    [Fact]
    public async Task Tls_EndsAtTheProxy_TheServerKnowsOfIt()
    {
        var schemes = Channel.CreateUnbounded<string>();
        await using LabServer server = await StartServerAsync(middleware: app => app.Use((context, next) =>
        {
            schemes.Writer.TryWrite(context.Request.Scheme);
            return next(context);
        }));
        var settings = new ProxySettings(server.HttpUri, Tls: true);
        await using RunningProxy proxy = await StartAsync(settings);
        await using LabClient stranger = Client(proxy.Uri(settings), configure: options => options.Tls.TrustedRoots.Clear());
        await using LabClient client = Client(proxy.Uri(settings));

        await Assert.ThrowsAsync<WsHandshakeException>(() => stranger.ConnectAsync(Token));
        await client.ConnectAsync(Token);

        Assert.Equal("https", await schemes.Soon());
    }

    [Fact]
    public async Task Server_Restarts_ClientIsRefusedByTheProxyAndComesBack()
    {
        LabServer first = await StartServerAsync();
        string url = first.HttpUri.GetLeftPart(UriPartial.Authority);
        var settings = new ProxySettings(first.HttpUri);
        await using RunningProxy proxy = await StartAsync(settings);
        await using LabClient client = Client(proxy.Uri(settings));
        Channel<WsClosed> ends = Ends(client);
        var refusals = Channel.CreateUnbounded<int?>();
        client.Reconnecting = attempt => refusals.Writer.TryWrite((attempt.LastError as WsHandshakeException)?.StatusCode);
        var sessions = Channel.CreateUnbounded<string>();
        client.Connected = async token => sessions.Writer.TryWrite((await client.WhoAmIAsync(token)).SessionId);
        await client.ConnectAsync(Token);
        string before = await sessions.Soon();

        await first.StopAsync().Soon();
        await first.DisposeAsync();
        WsClosed end = await ends.Soon();
        int? refused;
        do
            refused = await refusals.Soon();
        while (refused is null);
        await using LabServer second = await StartServerAsync(url: url);

        Assert.Equal((WsCloseCode.GoingAway, true), (end.Code, end.Clean));
        Assert.Equal(program.NoServerStatus, refused);
        Assert.NotEqual(before, await sessions.Soon());
        Assert.Equal("hi", (await client.EchoAsync("hi", cancellationToken: Token)).Text);
    }

    [Fact]
    public async Task Server_Drains_AnswersArriveAndThen1001()
    {
        await using LabServer server = await StartServerAsync();
        var settings = new ProxySettings(server.HttpUri);
        await using RunningProxy proxy = await StartAsync(settings);
        await using LabClient client = Client(proxy.Uri(settings), configure: options => options.Reconnect.Policy = WsReconnectPolicy.None);
        var entered = new TaskCompletionSource();
        var leave = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        server.Probe.OnEcho = async (_, token) =>
        {
            entered.SetResult();
            await leave.Task.WaitAsync(token);
        };
        await client.ConnectAsync(Token);
        Task<Echoed> running = client.EchoAsync("running", cancellationToken: Token).AsTask();
        await entered.Task.Soon();

        Task stopping = server.StopAsync();
        Assert.NotEmpty((await client.WhoAmIAsync(Token).AsTask().Soon()).SessionId);
        leave.SetResult();

        Assert.Equal("running", (await running.Soon()).Text);
        WsClosed closed = await client.Completion.Soon();
        Assert.Equal((WsCloseCode.GoingAway, true), (closed.Code, closed.Clean));
        await stopping.Soon();
    }

    public void Dispose()
    {
        _certificates.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected Task<RunningProxy> StartAsync(ProxySettings settings) => RunningProxy.StartAsync(program, settings, _certificates);

    /// <summary>A server that believes the proxy, as the page has it.</summary>
    protected static Task<LabServer> StartServerAsync(Action<TypedWsServerOptions>? options = null, Action<WebApplication>? middleware = null, string url = "http://127.0.0.1:0")
        => LabServer.StartAsync(
            options,
            builder => builder.Services.Configure<ForwardedHeadersOptions>(forwarded =>
                forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost),
            app =>
            {
                app.UseForwardedHeaders();
                middleware?.Invoke(app);
            },
            url: url);

    private static Channel<WsClosed> Ends(LabClient client)
    {
        var ends = Channel.CreateUnbounded<WsClosed>();
        client.Disconnected = closed => ends.Writer.TryWrite(closed);
        return ends;
    }

    /// <summary>Comes from an address of its own, as a browser does that shows a page of an origin, and claims to come from elsewhere.</summary>
    private static Task<RawHandshake> ShakeAsync(Uri uri, IPAddress from, string origin)
    {
        Dictionary<string, string> headers = RawHandshake.Headers();
        headers["Host"] = "chat.example.org";
        headers["Origin"] = origin;
        headers["X-Forwarded-For"] = "192.0.2.1";
        headers["X-Forwarded-Host"] = "evil.example";
        headers["X-Forwarded-Proto"] = "gopher";
        return RawHandshake.SendAsync(uri, headers, from: from);
    }

    private LabClient Client(Uri uri, WireFormat format = WireFormat.Json, Action<TypedWsClientOptions>? configure = null)
    {
        var options = new TypedWsClientOptions { Uri = uri, Format = format, Reconnect = { Policy = WsReconnectPolicy.Fixed(TimeSpan.FromMilliseconds(20)) } };
        options.Tls.TrustedRoots.Add(_certificates.Root);
        configure?.Invoke(options);
        return new LabClient(options);
    }
}

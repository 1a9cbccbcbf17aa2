using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TypedWs.AspNetCore.Tests;
using TypedWs.Tests;
using TypedWs.Transport;

namespace TypedWs.Hosting.Tests;

public sealed class ClientHostTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task StartAsync_Server_ConnectsTheInjectedClient()
    {
        await using LabServer server = await LabServer.StartAsync();
        await using Application application = await Application.StartAsync(
            services => services.AddTypedWsClient<LabClient>(options => Application.Configure(options, server.Uri)));

        Assert.Equal("hi", (await application.Client.EchoAsync("hi", cancellationToken: Token)).Text);
    }

    [Fact]
    public async Task StartAsync_HandlerAmongTheServices_GetsWhatTheServerSends()
    {
        var handler = new RecordingHandler();
        await using LabServer server = await LabServer.StartAsync();
        await using Application application = await Application.StartAsync(services =>
        {
            services.AddSingleton<ILabClientHandler>(handler);
            services.AddTypedWsClient<LabClient>(options => Application.Configure(options, server.Uri));
        });

        await (await server.Probe.Connected.Soon()).SendPublishedAsync("news", Token);

        Assert.Equal("news", await handler.Published.Soon());
    }

    [Fact]
    public async Task StartAsync_HandlerThatInjectsTheClient_TalksThroughIt()
    {
        await using LabServer server = await LabServer.StartAsync();
        await using Application application = await Application.StartAsync(services =>
        {
            services.AddSingleton<ILabClientHandler, EchoingHandler>();
            services.AddTypedWsClient<LabClient>(options => Application.Configure(options, server.Uri));
        });

        Answer answer = await (await server.Probe.Connected.Soon()).QuestionAsync("there and back", Token);

        Assert.Equal("there and back", answer.Text);
    }

    [Fact]
    public async Task StartAsync_ConfigureClient_RegistersBeforeItConnects()
    {
        var published = Channel.CreateUnbounded<string>();
        await using LabServer server = await LabServer.StartAsync();
        await using Application application = await Application.StartAsync(services =>
        {
            services.AddSingleton(published);
            services.AddTypedWsClient<LabClient>(options => Application.Configure(options, server.Uri)).ConfigureClient(
                (provider, client) => client.OnPublished((message, ct) => provider.GetRequiredService<Channel<string>>().Writer.WriteAsync(message.Text, ct)));
        });

        await (await server.Probe.Connected.Soon()).SendPublishedAsync("news", Token);

        Assert.Equal("news", await published.Soon());
    }

    [Fact]
    public async Task StartAsync_Connected_LogsTheAddressWithoutItsSecrets()
    {
        var uri = new Uri("ws://name:password@example.org/lab?access_token=secret");
        (DuplexStream near, DuplexStream far) = DuplexStream.CreatePair();
        await using Application application = await Application.StartAsync(services => services
            .AddTypedWsClient<LabClient>(options =>
            {
                Application.Configure(options, uri);
                options.Connector = (request, _) => ValueTask.FromResult(WsHandshakeStream.Accept(request, near));
            })
            .WaitForConnection());

        Assert.Equal("LabClient is connected to ws://example.org/lab.", Entry(application, 260)?.Message);
        await far.DisposeAsync();
    }

    [Fact]
    public async Task StartAsync_ServerDown_StartsAndConnectsWhenItComes()
    {
        var reconnecting = Channel.CreateUnbounded<int>();
        LabServer first = await LabServer.StartAsync();
        (Uri uri, string url) = (first.Uri, first.HttpUri.GetLeftPart(UriPartial.Authority));
        await first.DisposeAsync();
        await using Application application = await Application.StartAsync(services => services
            .AddTypedWsClient<LabClient>(options => Application.Configure(options, uri))
            .ConfigureClient((_, client) => client.Reconnecting = attempt => reconnecting.Writer.TryWrite(attempt.Number)));
        await reconnecting.Soon();

        await using LabServer second = await LabServer.StartAsync(url: url);

        await second.Probe.Connected.Soon();
        Assert.Equal("hi", (await application.Client.EchoAsync("hi", cancellationToken: Token)).Text);
    }

    [Fact]
    public async Task StartAsync_ServerSaysNo_LogsItAndGoesOn()
    {
        await using LabServer server = await LabServer.StartAsync();
        await using Application application = await Application.StartAsync(
            services => services.AddTypedWsClient<LabClient>(options => Application.Configure(options, new Uri(server.Uri, "/nowhere"))));
        application.Logs.ExpectsErrors = true;

        await Assert.ThrowsAnyAsync<WsException>(() => application.Client.EchoAsync("hi", cancellationToken: Token).AsTask().Soon());
        await application.StopAsync();

        CapturingLogger.Entry? entry = Entry(application, 261);
        Assert.Equal(LogLevel.Error, entry?.Level);
        Assert.Contains("LabClient has no connection", entry?.Message, StringComparison.Ordinal);
        Assert.Equal(404, Assert.IsType<WsHandshakeException>(entry?.Exception).StatusCode);
    }

    [Fact]
    public async Task StartAsync_WaitForConnection_IsConnectedThen()
    {
        await using LabServer server = await LabServer.StartAsync();
        await using Application application = await Application.StartAsync(
            services => services.AddTypedWsClient<LabClient>(options => Application.Configure(options, server.Uri)).WaitForConnection());

        Assert.Equal(TypedWsClientState.Connected, application.Client.State);
    }

    [Fact]
    public async Task StartAsync_WaitForConnectionWithoutServer_FailsWhenTheClientGivesUp()
    {
        await using var application = new Application(services => services
            .AddTypedWsClient<LabClient>(options =>
            {
                Application.Configure(options, new Uri("ws://127.0.0.1:1/"));
                options.Connector = (_, _) => throw new IOException("unreachable");
                options.Reconnect.RetryFirstConnect = false;
            })
            .WaitForConnection());
        application.Logs.ExpectsErrors = true;

        await Assert.ThrowsAsync<WsHandshakeException>(application.StartAsync);
    }

    [Fact]
    public async Task StopAsync_Connected_TheServerSeesGoingAway()
    {
        await using LabServer server = await LabServer.StartAsync();
        await using Application application = await Application.StartAsync(
            services => services.AddTypedWsClient<LabClient>(options => Application.Configure(options, server.Uri)).WaitForConnection());
        await server.Probe.Connected.Soon();

        await application.StopAsync();

        WsClosed closed = await server.Probe.Disconnected.Soon();
        Assert.Equal(WsCloseCode.GoingAway, closed.Code);
        Assert.True(closed.Clean);
    }

    [Fact]
    public async Task StopAsync_WhileConnecting_CallsItOffWithoutAnError()
    {
        var connecting = Channel.CreateUnbounded<bool>();
        await using Application application = await Application.StartAsync(services => services.AddTypedWsClient<LabClient>(options =>
        {
            Application.Configure(options, new Uri("ws://127.0.0.1:1/"));
            options.Connector = async (_, token) =>
            {
                connecting.Writer.TryWrite(true);
                await Task.Delay(Timeout.InfiniteTimeSpan, token);
                throw new InvalidOperationException("Not reached.");
            };
        }));
        await connecting.Soon();

        await application.StopAsync();

        Assert.Equal(TypedWsClientState.Disconnected, application.Client.State);
    }

    [Fact]
    public async Task StopAsync_SilentServer_AbortsWhenTheTimeIsOver()
    {
        (DuplexStream near, DuplexStream far) = DuplexStream.CreatePair();
        await using Application application = await Application.StartAsync(services => services
            .AddTypedWsClient<LabClient>(options =>
            {
                Application.Configure(options, new Uri("ws://127.0.0.1:1/"));
                options.Connection.CloseTimeout = Timeout.InfiniteTimeSpan;
                options.Connector = (request, _) => ValueTask.FromResult(WsHandshakeStream.Accept(request, near));
            })
            .WaitForConnection());

        await application.Services.GetServices<IHostedService>().Single().StopAsync(new CancellationToken(canceled: true)).Soon();

        Assert.False((await application.Client.Completion.Soon()).Clean);
        Assert.Equal(LogLevel.Warning, Entry(application, 263)?.Level);
        await far.DisposeAsync();
    }

    [Fact]
    public async Task DisposeAsync_OfTheHost_DisposesTheClient()
    {
        await using LabServer server = await LabServer.StartAsync();
        Application application = await Application.StartAsync(
            services => services.AddTypedWsClient<LabClient>(options => Application.Configure(options, server.Uri)));
        LabClient client = application.Client;

        await application.StopAsync();
        await application.DisposeAsync();

        Assert.Equal(TypedWsClientState.Disposed, client.State);
    }

    private static CapturingLogger.Entry? Entry(Application application, int id) => application.Logs.Entries.SingleOrDefault(entry => entry.EventId.Id == id);
}

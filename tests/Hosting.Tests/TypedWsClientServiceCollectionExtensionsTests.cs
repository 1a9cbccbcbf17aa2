using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TypedWs.AspNetCore.Tests;

namespace TypedWs.Hosting.Tests;

public sealed class TypedWsClientServiceCollectionExtensionsTests
{
    private static readonly Uri Nowhere = new("ws://127.0.0.1:1/");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AddTypedWsClient_SeveralNames_EachHasItsServerAndHandler()
    {
        (RecordingHandler common, RecordingHandler own) = (new(), new());
        await using LabServer east = await LabServer.StartAsync();
        await using LabServer west = await LabServer.StartAsync();
        await using Application application = await Application.StartAsync(services =>
        {
            services.AddSingleton<ILabClientHandler>(common).AddKeyedSingleton<ILabClientHandler>("west", own);
            services.AddTypedWsClient<LabClient>("east", options => Application.Configure(options, east.Uri));
            services.AddTypedWsClient<LabClient>("west", options => Application.Configure(options, west.Uri));
        });
        LabSession inEast = await east.Probe.Connected.Soon();
        LabSession inWest = await west.Probe.Connected.Soon();

        await inEast.SendPublishedAsync("sunrise", Token);
        await inWest.SendPublishedAsync("sunset", Token);

        Assert.Equal("sunrise", await common.Published.Soon());
        Assert.Equal("sunset", await own.Published.Soon());
        Assert.Equal(inWest.Id, (await application.Services.GetRequiredKeyedService<LabClient>("west").WhoAmIAsync(Token)).SessionId);
    }

    [Fact]
    public async Task AddTypedWsClient_Twice_IsOneClientThatKeepsBothSettings()
    {
        await using var application = new Application(services =>
        {
            services.AddTypedWsClient<LabClient>(options =>
            {
                options.Uri = Nowhere;
                options.Reconnect.RetryFirstConnect = false;
            });
            services.AddTypedWsClient<LabClient>(options => options.MaxRedirects = 3);
        });

        TypedWsClientOptions options = OptionsOf(application, "LabClient");

        Assert.Single(application.Services.GetServices<IHostedService>());
        Assert.Equal((Nowhere, 3, false), (options.Uri, options.MaxRedirects, options.Reconnect.RetryFirstConnect));
    }

    [Fact]
    public async Task AddInterceptor_Several_AreSingletonsInTheirOrder()
    {
        await using var application = new Application(services => services
            .AddTypedWsClient<LabClient>(options => options.Uri = Nowhere)
            .AddInterceptor<FirstInterceptor>()
            .AddInterceptor<SecondInterceptor>());

        TypedWsClientOptions options = OptionsOf(application, "LabClient");

        Assert.Equal(
            [application.Services.GetRequiredService<FirstInterceptor>(), application.Services.GetRequiredService<SecondInterceptor>()],
            options.Conversation.Interceptors);
    }

    [Fact]
    public async Task AddTypedWsClient_Options_RetryTheFirstAttemptAndLogToTheHost()
    {
        await using var application = new Application(services => services.AddTypedWsClient<LabClient>(options => options.Uri = Nowhere));

        TypedWsClientOptions options = OptionsOf(application, "LabClient");

        Assert.True(options.Reconnect.RetryFirstConnect);
        Assert.Same(application.Services.GetRequiredService<ILoggerFactory>(), options.LoggerFactory);
    }

    [Fact]
    public async Task AddTypedWsClient_Configure_TakesSecretsFromServices()
    {
        await using var application = new Application(services => services
            .AddSingleton("secret")
            .AddTypedWsClient<LabClient>(options => options.Uri = Nowhere)
            .Configure((provider, options) => options.Headers["Authorization"] = $"Bearer {provider.GetRequiredService<string>()}"));

        Assert.Equal("Bearer secret", OptionsOf(application, "LabClient").Headers["Authorization"]);
    }

    [Fact]
    public void AddTypedWsClient_OptionsOfAnotherClient_SaysWhichTwo()
    {
        var services = new ServiceCollection();
        services.AddTypedWsClient<LabClient>();

        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => services.AddTypedWsClient<LabClient>("LabClient"));

        Assert.Contains("options 'LabClient': TypedWs.AspNetCore.Tests.LabClient and TypedWs.AspNetCore.Tests.LabClient with the name 'LabClient'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StartAsync_NoAddress_RefusesByName()
    {
        await using var application = new Application(services => services.AddTypedWsClient<LabClient>("east"));
        application.Logs.ExpectsErrors = true;

        OptionsValidationException error = await Assert.ThrowsAsync<OptionsValidationException>(application.StartAsync);

        Assert.Equal("Client east: Property Uri: is not set; expected the server's address, such as wss://example.org/chat.", error.Message);
    }

    private static TypedWsClientOptions OptionsOf(Application application, string name)
        => application.Services.GetRequiredService<IOptionsMonitor<TypedWsClientOptions>>().Get(name);

    private sealed class FirstInterceptor : MessageInterceptor;

    private sealed class SecondInterceptor : MessageInterceptor;
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;
using TypedWs.CompilerServices;

namespace TypedWs.Testing;

/// <summary>
/// A server in memory with a clock that stands still until the test moves it, for tests that need no application of their own. Thread-safe.
/// </summary>
/// <remarks>
/// Neither side sends pings unless a test sets <c>Connection.PingInterval</c>: a clock that jumps over a ping and its deadline would end the connection before the pong
/// could come. With the clock standing still, nothing times out by itself: a request that nobody answers waits until <see cref="Time"/> has passed its time-out, and a client that
/// is closed over a link that is paused or delayed waits for its close time-out. Resume the link, cut it, or advance the clock before disposing of the client.
/// </remarks>
public sealed class TypedWsTestHost : IAsyncDisposable
{
    private readonly WebApplication _application;

    private TypedWsTestHost(WebApplication application, FakeTimeProvider time)
    {
        _application = application;
        Time = time;
        Network = new TestNetwork(application.GetTestServer(), time);
    }

    /// <summary>The clock of the server, its clients and the links between them.</summary>
    public FakeTimeProvider Time { get; }

    /// <summary>Makes the connections, and breaks them.</summary>
    public TestNetwork Network { get; }

    /// <summary>The server's services, such as the sessions of a protocol.</summary>
    public IServiceProvider Services => _application.Services;

    /// <summary>Starts a server with one handler at <c>/</c>.</summary>
    /// <typeparam name="THandler">A class that implements a generated handler interface.</typeparam>
    /// <param name="services">Adds what the handler needs; the protocol's sessions by <c>services.AddTypedWs().AddProtocol&lt;ChatProtocol&gt;()</c>.</param>
    /// <returns>The running server.</returns>
    public static Task<TypedWsTestHost> StartAsync<THandler>(Action<IServiceCollection>? services = null)
        where THandler : class, IServerHandler
        => StartApplicationAsync(builder => services?.Invoke(builder.Services), static application => application.MapTypedWs<THandler>("/"));

    /// <summary>Starts a server with services, middleware and endpoints of its own.</summary>
    /// <param name="configure">Adds services and settings; <c>AddTypedWs</c> and the clock are there already.</param>
    /// <param name="map">Adds middleware and endpoints.</param>
    /// <returns>The running server.</returns>
    public static async Task<TypedWsTestHost> StartApplicationAsync(Action<WebApplicationBuilder> configure, Action<WebApplication> map)
    {
        ArgumentNullException.ThrowIfNull(configure);
        ArgumentNullException.ThrowIfNull(map);
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(time));
        builder.Services.AddTypedWs(options =>
        {
            options.Connection.TimeProvider = time;
            options.Connection.PingInterval = Timeout.InfiniteTimeSpan;
            options.Conversation.TimeProvider = time;
        });
        configure(builder);
        WebApplication application = builder.Build();
        map(application);
        await application.StartAsync().ConfigureAwait(false);
        return new TypedWsTestHost(application, time);
    }

    /// <summary>Connects a client.</summary>
    /// <typeparam name="TClient">The generated client.</typeparam>
    /// <param name="path">The endpoint. Default <c>/</c>.</param>
    /// <param name="configure">Changes the settings.</param>
    /// <param name="register">Registers handlers, before the client connects.</param>
    /// <param name="cancellationToken">Gives up connecting.</param>
    /// <returns>The connected client, to be disposed of by the caller.</returns>
    public async Task<TClient> ConnectAsync<TClient>(
        string path = "/",
        Action<TypedWsClientOptions>? configure = null,
        Action<TClient>? register = null,
        CancellationToken cancellationToken = default)
        where TClient : TypedWsClient, IGeneratedClient<TClient>
    {
        TClient client = Network.CreateClient<TClient>(path, configure);
        register?.Invoke(client);
        await client.ConnectAsync(cancellationToken).ConfigureAwait(false);
        return client;
    }

    /// <summary>Begins to stop the server, as a deployment does: sessions are closed with 1001, new ones refused.</summary>
    /// <param name="cancellationToken">Stops at once.</param>
    /// <returns>A task that is complete when the server has stopped.</returns>
    public Task StopAsync(CancellationToken cancellationToken = default) => _application.StopAsync(cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await _application.DisposeAsync().ConfigureAwait(false);
}

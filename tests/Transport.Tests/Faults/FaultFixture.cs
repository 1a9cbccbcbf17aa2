using System.Text;
using System.Threading.Channels;
using TypedWs.Tests;

namespace TypedWs.Transport.Tests.Faults;

/// <summary>A client, a faulty proxy and a server, all over real TCP; the client's deadlines are short. Checks at its end that nothing is left.</summary>
internal sealed class FaultFixture : IWsClientHandler, IAsyncDisposable
{
    private readonly Channel<object> _told = Channel.CreateUnbounded<object>();
    private readonly CountingPool _pool = new();
    private readonly CountingTime _time = new();
    private readonly SocketWatch _sockets = new();
    private readonly CapturingLogger _logger = new();

    public FaultFixture(
        Func<int, LinkPlan> plan,
        Action<WsClientOptions>? configure = null,
        Action<WsConnectionOptions>? configureServer = null,
        Action<ServerSession>? open = null)
    {
        var serverOptions = new WsConnectionOptions { BufferPool = _pool, CloseTimeout = TimeSpan.FromMilliseconds(500) };
        configureServer?.Invoke(serverOptions);
        Server = new SocketServer(serverOptions, open);
        Proxy = new FaultyProxy(Server.EndPoint, plan);
        var options = new WsClientOptions
        {
            Handshake = new WsHandshakeOptions { Uri = Proxy.Uri, TimeProvider = _time, ConfigureHandler = _sockets.Configure },
            Logger = _logger,
        };
        options.Connection.BufferPool = _pool;
        options.Connection.TimeProvider = _time;
        options.Connection.CloseTimeout = TimeSpan.FromMilliseconds(500);
        options.Reconnect.Policy = WsReconnectPolicy.Fixed(TimeSpan.Zero);
        configure?.Invoke(options);
        Client = new WsClient(options, this);
    }

    public SocketServer Server { get; }

    public FaultyProxy Proxy { get; }

    public WsClient Client { get; }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask OnMessageAsync(WsMessageType type, ReadOnlyMemory<byte> payload)
    {
        _told.Writer.TryWrite(payload.ToArray());
        return ValueTask.CompletedTask;
    }

    public void OnOpened(WsHandshakeResult handshake) => _told.Writer.TryWrite(handshake);

    public void OnClosed(WsClosed closed) => _told.Writer.TryWrite(closed);

    public void OnError(WsException exception) => _told.Writer.TryWrite(exception);

    public void OnReconnecting(WsReconnectAttempt attempt) => _told.Writer.TryWrite(attempt);

    public ValueTask SendAsync(string text) => Client.SendAsync(WsMessageType.Text, Encoding.UTF8.GetBytes(text), cancellationToken: Token);

    /// <summary>The next thing told.</summary>
    public Task<object> NextAsync() => _told.Reader.ReadAsync(Token).AsTask().WaitAsync(TimeSpan.FromSeconds(30), Token);

    /// <summary>The next thing told, which has to be of this kind.</summary>
    public async Task<T> NextAsync<T>() => Assert.IsType<T>(await NextAsync(), exactMatch: false);

    /// <summary>Connects, and expects that to succeed at once.</summary>
    public async Task<ServerSession> OpenAsync()
    {
        await Client.ConnectAsync(Token);
        await NextAsync<WsHandshakeResult>();
        return await Server.NextAsync();
    }

    /// <summary>Expects the client to come back, on a new connection.</summary>
    public async Task<ServerSession> ReopenedAsync()
    {
        await NextAsync<WsReconnectAttempt>();
        await NextAsync<WsHandshakeResult>();
        return await Server.NextAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Eventually.EndsAsync(Client.DisposeAsync().AsTask(), "The client's disposal");
        // A connection that HTTP still made for an attempt that was given up is closed a moment later.
        await Eventually.HoldsAsync(() => _sockets.Open == 0, "the client's sockets are closed");
        await Eventually.HoldsAsync(() => _time.Timers == 0, "all timers are disposed");
        await Eventually.EndsAsync(Server.DisposeAsync().AsTask(), "The server");
        await Eventually.EndsAsync(Proxy.DisposeAsync().AsTask(), "The proxy");
        await _pool.WhenEmptyAsync();
        _logger.Dispose();
    }
}

using System.Text;
using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;
using TypedWs.Tests;

namespace TypedWs.Transport.Tests;

/// <summary>A client over memory, a handler that records, and a server that speaks in raw frames: one peer for each connection.</summary>
internal sealed class ClientFixture : IWsClientHandler, IAsyncDisposable
{
    private readonly Channel<RawPeer> _peers = Channel.CreateUnbounded<RawPeer>();
    private readonly Channel<object> _told = Channel.CreateUnbounded<object>();
    private int _attempts;

    public ClientFixture(Action<WsClientOptions>? configure = null)
    {
        Options = new WsClientOptions { Handshake = new WsHandshakeOptions { Uri = new Uri("ws://example.org/"), Connector = ConnectAsync }, Logger = Logger };
        Options.Connection.TimeProvider = Time;
        Options.Reconnect.Policy = WsReconnectPolicy.Fixed(TimeSpan.Zero);
        configure?.Invoke(Options);
        Client = new WsClient(Options, this);
    }

    public FakeTimeProvider Time { get; } = new();

    public CapturingLogger Logger { get; } = new();

    public WsClientOptions Options { get; }

    public WsClient Client { get; }

    public int Attempts => Volatile.Read(ref _attempts);

    /// <summary>Answers an attempt in the server's place when it returns something; counts from 1.</summary>
    public Func<int, WsHandshakeStream?>? Answer { get; set; }

    public Action? Opened { get; set; }

    public Action? Closed { get; set; }

    public Action? Received { get; set; }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask OnMessageAsync(WsMessageType type, ReadOnlyMemory<byte> payload)
    {
        _told.Writer.TryWrite(Encoding.UTF8.GetString(payload.Span));
        Received?.Invoke();
        return ValueTask.CompletedTask;
    }

    public void OnOpened(WsHandshakeResult handshake)
    {
        _told.Writer.TryWrite(handshake);
        Opened?.Invoke();
    }

    public void OnClosed(WsClosed closed)
    {
        _told.Writer.TryWrite(closed);
        Closed?.Invoke();
    }

    public void OnError(WsException exception) => _told.Writer.TryWrite(exception);

    public void OnReconnecting(WsReconnectAttempt attempt) => _told.Writer.TryWrite(attempt);

    public void OnSendBufferFull() => _told.Writer.TryWrite("full");

    public void OnSendBufferDrained() => _told.Writer.TryWrite("drained");

    /// <summary>The next thing told, which has to be of this kind.</summary>
    public async Task<T> NextAsync<T>() => Assert.IsType<T>(await _told.Reader.ReadAsync(Token), exactMatch: false);

    /// <summary>The server's end of the next connection.</summary>
    public ValueTask<RawPeer> PeerAsync() => _peers.Reader.ReadAsync(Token);

    public async Task<RawPeer> OpenAsync()
    {
        await Client.ConnectAsync(Token);
        await NextAsync<WsHandshakeResult>();
        return await PeerAsync();
    }

    public ValueTask SendAsync(string text, WsDelivery delivery = WsDelivery.Keep)
        => Client.SendAsync(WsMessageType.Text, Encoding.UTF8.GetBytes(text), delivery, Token);

    public async ValueTask DisposeAsync()
    {
        Client.Abort("the test is over");
        await Client.DisposeAsync();
        Logger.Dispose();
    }

    private ValueTask<WsHandshakeStream> ConnectAsync(WsHandshakeRequest request, CancellationToken cancellationToken)
    {
        if (Answer?.Invoke(Interlocked.Increment(ref _attempts)) is { } answer)
            return ValueTask.FromResult(answer);
        (DuplexStream near, DuplexStream far) = DuplexStream.CreatePair(capacity: 64);
        _peers.Writer.TryWrite(new RawPeer(far));
        return ValueTask.FromResult(WsHandshakeStream.Accept(request, near));
    }
}

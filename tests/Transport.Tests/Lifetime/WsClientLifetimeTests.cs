using TypedWs.Tests;
using TypedWs.Transport.Tests.Faults;

namespace TypedWs.Transport.Tests.Lifetime;

/// <summary>Whatever a client is doing, it can be ended in every way; everybody who waits hears of it, and nothing is left.</summary>
[Trait("Category", "Concurrency")]
public sealed class WsClientLifetimeTests
{
    private readonly TaskCompletionSource _never = new();
    private readonly TaskCompletionSource _entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CountingPool _pool = new();
    private readonly List<Task> _waiting = [];
    private CountingTime? _time;

    public static TheoryData<string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (string moment in Enum.GetNames<ClientMoment>())
            {
                foreach (string ending in Enum.GetNames<ClientEnding>())
                    cases.Add(moment, ending);
            }

            return cases;
        }
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task End_AtAnyMoment_EndsEverythingAndLeavesNothing(string moment, string ending)
    {
        var at = Enum.Parse<ClientMoment>(moment);
        var how = Enum.Parse<ClientEnding>(ending);
        await using var fixture = new ClientFixture(options => Configure(options, at));

        Task? inside = await ReachAsync(fixture, at, how);
        Task ended = inside ?? EndAsync(fixture.Client, how);
        await ElapseUntilAsync(fixture, ended, "The end");
        foreach (Task waiting in _waiting)
            await ElapseUntilAsync(fixture, Task.WhenAny(waiting), "Somebody's wait");

        await Eventually.HoldsAsync(() => fixture.Client.State is WsClientState.Closed or WsClientState.Disposed, "the client is closed");
        Assert.All(_waiting.Where(task => task.IsFaulted), task => Assert.True(task.Exception!.InnerException is WsException or ObjectDisposedException));
        Assert.False(fixture.Client.TrySend(WsMessageType.Text, "late"u8.ToArray()));
        await Eventually.HoldsAsync(() => _time!.Timers == 0, "no timer is left");
        await Eventually.HoldsAsync(() => _pool.Count == 0, "all buffers are given back");
        Assert.Equal(0, fixture.Client.PendingBytes);
    }

    [Fact]
    public async Task ConnectAsync_CancelledWhileTcpConnects_EndsTheConnectingAtOnce()
    {
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var options = new WsClientOptions
        {
            Handshake = new WsHandshakeOptions
            {
                Uri = new Uri("ws://127.0.0.1:1/"),
                ConfigureHandler = handler => handler.ConnectCallback = async (_, token) =>
                {
                    await using CancellationTokenRegistration registration = token.Register(cancelled.SetResult);
                    _entered.SetResult();
                    await Task.Delay(Timeout.InfiniteTimeSpan, token);
                    throw new InvalidOperationException("It never connects.");
                },
            },
        };
        var handler = new TcpHandler();
        await using var client = new WsClient(options, handler);
        using var cancel = new CancellationTokenSource();
        Task connecting = client.ConnectAsync(cancel.Token);
        await _entered.Task;

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connecting);
        await cancelled.Task.WaitAsync(TimeSpan.FromSeconds(2), Token);
    }

    [Fact]
    public async Task OnTcpConnected_AttemptWasCalledOff_IsNotTold()
    {
        var connected = new TaskCompletionSource<Stream>(TaskCreationOptions.RunContinuationsAsynchronously);
        var options = new WsClientOptions
        {
            Handshake = new WsHandshakeOptions
            {
                Uri = new Uri("ws://127.0.0.1:1/"),
                ConfigureHandler = handler => handler.ConnectCallback = async (_, _) =>
                {
                    _entered.SetResult();
                    return await connected.Task; // heeds no token
                },
            },
        };
        var handler = new TcpHandler();
        var client = new WsClient(options, handler);
        Task connecting = client.ConnectAsync(Token);
        await _entered.Task;
        await client.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => connecting);

        var late = new WatchedStream();
        connected.SetResult(late);

        await late.Disposed.WaitAsync(TimeSpan.FromSeconds(10), Token);
        Assert.False(handler.Connected);
    }

    [Fact]
    public async Task DisposeAsync_ClientNobodyHolds_IsCollected()
    {
        (WeakReference client, WeakReference handler) = await LiveAsync();

        await Eventually.HoldsAsync(() => IsCollected(client) && IsCollected(handler), "the client and its handler are collected");
    }

    private static async Task<(WeakReference Client, WeakReference Handler)> LiveAsync()
    {
        var fixture = new ClientFixture();
        RawPeer peer = await fixture.OpenAsync();
        await fixture.SendAsync("hello");
        await peer.ExpectAsync(1);
        await fixture.DisposeAsync();
        return (new WeakReference(fixture.Client), new WeakReference(fixture));
    }

    private static bool IsCollected(WeakReference reference)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return !reference.IsAlive;
    }

    private static async Task EndAsync(WsClient client, ClientEnding how)
    {
        switch (how)
        {
            case ClientEnding.Dispose:
                await client.DisposeAsync();
                break;
            case ClientEnding.Abort:
                client.Abort();
                break;
            case ClientEnding.Close:
                await client.CloseAsync(cancellationToken: CancellationToken.None);
                break;
            case ClientEnding.CancelledClose:
                await client.CloseAsync(cancellationToken: new CancellationToken(canceled: true));
                break;
        }
    }

    /// <summary>Lets time pass until a task has ended: its deadline is a matter of the clock.</summary>
    private static async Task ElapseUntilAsync(ClientFixture fixture, Task task, string what)
        => await Eventually.HoldsAsync(
            () =>
            {
                fixture.Time.Advance(TimeSpan.FromMilliseconds(200));
                return task.IsCompleted;
            },
            $"{what} comes");

    private void Configure(WsClientOptions options, ClientMoment at)
    {
        _time = new CountingTime(options.Connection.TimeProvider);
        options.Connection.TimeProvider = _time;
        options.Connection.BufferPool = _pool;
        options.Handshake.TimeProvider = _time;
        options.Handshake.ConnectTimeout = Timeout.InfiniteTimeSpan;
        options.Reconnect.Policy = WsReconnectPolicy.Fixed(TimeSpan.FromDays(1));
        options.SendBufferSize = 10;
        if (at == ClientMoment.PreparingHeaders)
        {
            options.Handshake.PrepareHeaders = async (_, _) =>
            {
                _entered.SetResult();
                await _never.Task;
            };
        }

        if (at == ClientMoment.Handshake)
        {
            options.Handshake.Connector = async (_, _) =>
            {
                _entered.SetResult();
                await _never.Task;
                throw new InvalidOperationException("It never answers.");
            };
        }
    }

    /// <summary>Brings a client to a moment. Where that is inside a call of its handler, ends it there; the task is that of the end.</summary>
    private async Task<Task?> ReachAsync(ClientFixture fixture, ClientMoment at, ClientEnding how)
    {
        WsClient client = fixture.Client;
        var ended = new TaskCompletionSource<Task>(TaskCreationOptions.RunContinuationsAsynchronously);
        switch (at)
        {
            case ClientMoment.PreparingHeaders or ClientMoment.Handshake:
                _waiting.Add(client.ConnectAsync(Token));
                await _entered.Task.WaitAsync(Token);
                return null;
            case ClientMoment.FlushWaitsForAConnection:
                await fixture.SendAsync("kept");
                _waiting.Add(client.FlushAsync(Token).AsTask());
                return null;
            case ClientMoment.SendWaitsForRoom:
                await fixture.SendAsync("ten bytes!");
                _waiting.Add(fixture.SendAsync("waits").AsTask());
                return null;
            case ClientMoment.InsideOnOpened:
                fixture.Opened = () => ended.SetResult(EndAsync(client, how));
                _waiting.Add(client.ConnectAsync(Token));
                return await ended.Task.WaitAsync(Token);
            case ClientMoment.InsideOnMessage:
                fixture.Received = () => ended.SetResult(EndAsync(client, how));
                await (await fixture.OpenAsync()).SendAsync(RawFrame.Text("hello", masked: false));
                return await ended.Task.WaitAsync(Token);
            case ClientMoment.InsideOnClosed:
                fixture.Closed = () => ended.TrySetResult(EndAsync(client, how));
                await (await fixture.OpenAsync()).Stream.DisposeAsync();
                return await ended.Task.WaitAsync(Token);
            case ClientMoment.WaitingForTheNextAttempt:
                await (await fixture.OpenAsync()).Stream.DisposeAsync();
                await fixture.NextAsync<WsClosed>();
                await fixture.NextAsync<WsReconnectAttempt>();
                return null;
            case ClientMoment.ClosingHandshake:
                RawPeer peer = await fixture.OpenAsync();
                _waiting.Add(client.CloseAsync(cancellationToken: CancellationToken.None));
                await peer.ExpectCloseAsync(1000);
                return null;
            default:
                await fixture.OpenAsync();
                return null;
        }
    }

    private sealed class TcpHandler : IWsClientHandler
    {
        public bool Connected { get; private set; }

        public ValueTask OnMessageAsync(WsMessageType type, ReadOnlyMemory<byte> payload) => ValueTask.CompletedTask;

        public void OnTcpConnected() => Connected = true;
    }

    private sealed class WatchedStream : MemoryStream
    {
        private readonly TaskCompletionSource _disposed = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Disposed => _disposed.Task;

        protected override void Dispose(bool disposing)
        {
            _disposed.TrySetResult();
            base.Dispose(disposing);
        }
    }
}

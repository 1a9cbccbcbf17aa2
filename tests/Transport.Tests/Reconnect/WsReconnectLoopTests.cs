using Microsoft.Extensions.Time.Testing;

namespace TypedWs.Transport.Tests.Reconnect;

public sealed class WsReconnectLoopTests : IAsyncDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly LoopTarget _target = new();
    private readonly WsReconnectOptions _options = new() { Policy = WsReconnectPolicy.Fixed(TimeSpan.FromSeconds(1)) };
    private WsReconnectLoop? _loop;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private WsReconnectLoop Loop => _loop ??= new WsReconnectLoop(_options, _time, _target);

    public async ValueTask DisposeAsync()
    {
        Loop.Abort("the test is over");
        await Loop.DisposeAsync();
    }

    [Fact]
    public async Task ConnectAsync_FirstAttemptsFail_TriesUntilOneSucceeds()
    {
        _target.BeforeOpen = (attempt, _) => attempt < 3 ? throw new WsException("unreachable") : ValueTask.CompletedTask;
        Task connecting = Loop.ConnectAsync(Token);

        for (int number = 1; number < 3; number++)
        {
            await _target.NextAsync<WsException>();
            Assert.Equal(number, (await _target.NextAsync<WsReconnectAttempt>()).Number);
            await ElapseAsync(TimeSpan.FromSeconds(1));
        }

        await _target.NextAsync<WsConnection>();
        await connecting;
        Assert.Equal(WsClientState.Open, Loop.State);
    }

    [Fact]
    public async Task ConnectAsync_PolicyGivesUp_ThrowsTheLastError()
    {
        _options.Policy = WsReconnectPolicy.None;
        var unreachable = new WsException("unreachable");
        _target.BeforeOpen = (_, _) => throw unreachable;

        Assert.Same(unreachable, await Assert.ThrowsAsync<WsException>(() => Loop.ConnectAsync(Token)));
        Assert.Equal(WsClientState.Closed, Loop.State);
    }

    [Fact]
    public async Task ConnectAsync_AttemptFailsForGood_ThrowsAndCanBeCalledAgain()
    {
        _target.BeforeOpen = (attempt, _) => attempt == 1 ? throw new ArgumentException("bad header") : ValueTask.CompletedTask;

        await Assert.ThrowsAsync<ArgumentException>(() => Loop.ConnectAsync(Token));
        await Loop.ConnectAsync(Token);
    }

    [Fact]
    public async Task ConnectAsync_Open_IsRefused()
    {
        await Loop.ConnectAsync(Token);

        await Assert.ThrowsAsync<InvalidOperationException>(() => Loop.ConnectAsync(Token));
    }

    [Fact]
    public async Task ConnectAsync_Waiting_TriesAtOnce()
    {
        await OpenAsync();
        await _target.CloseByPeerAsync(1001);
        await _target.NextAsync<WsReconnectAttempt>();

        await Loop.ConnectAsync(Token);

        Assert.Equal(2, _target.Attempts);
    }

    [Fact]
    public async Task ConnectAsync_CancelledDuringTheHandshake_EndsTheAttempts()
    {
        var entered = new TaskCompletionSource();
        _target.BeforeOpen = async (_, token) =>
        {
            entered.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, token);
        };
        using var cancel = new CancellationTokenSource();
        Task connecting = Loop.ConnectAsync(cancel.Token);
        await entered.Task.WaitAsync(Token);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connecting);
        Assert.Equal(WsClientState.Closed, Loop.State);
    }

    [Fact]
    public async Task Run_ConnectionLost_ComesBackAfterTheDelay()
    {
        await OpenAsync();
        await _target.Server!.DisposeAsync();

        WsReconnectAttempt attempt = await _target.NextAsync<WsReconnectAttempt>();
        Assert.Equal(1006, (int)Assert.IsType<WsClosedException>(attempt.LastError).Closed.Code);
        Assert.Equal(1, _target.Attempts);
        await ElapseAsync(attempt.Delay);

        await _target.NextAsync<WsConnection>();
    }

    [Fact]
    public async Task Run_ServerSaysNotToComeBack_Ends()
    {
        await OpenAsync();
        await _target.CloseByPeerAsync(4403);

        Assert.Equal(4403, (int)Assert.IsType<WsClosedException>((await _target.NextAsync<LoopTarget.Ended>()).Exception).Closed.Code);
        Assert.Equal(WsClientState.Closed, Loop.State);
    }

    [Fact]
    public async Task Run_PolicyThrows_EndsWithThat()
    {
        _options.Policy = WsReconnectPolicy.From(_ => throw new InvalidOperationException("policy"));
        await OpenAsync();
        await _target.CloseByPeerAsync(1001);

        Assert.IsType<InvalidOperationException>((await _target.NextAsync<LoopTarget.Ended>()).Exception);
    }

    [Fact]
    public async Task ReconnectAsync_Open_ClosesAndComesBackAfterTheDelay()
    {
        await OpenAsync();
        WsConnection first = _target.Last!;

        Task reconnecting = Loop.ReconnectAsync(TimeSpan.FromSeconds(5), Token);
        await _target.CloseByPeerAsync(1000);
        WsReconnectAttempt attempt = await _target.NextAsync<WsReconnectAttempt>();
        Assert.Equal((0, TimeSpan.FromSeconds(5)), (attempt.Number, attempt.Delay));
        await ElapseAsync(attempt.Delay);
        await reconnecting;

        Assert.True(first.Completion.IsCompleted);
        Assert.NotSame(first, _target.Last);
    }

    [Fact]
    public async Task ReconnectAsync_AfterTheEnd_BeginsAnew()
    {
        _options.Policy = WsReconnectPolicy.None;
        await OpenAsync();
        await _target.CloseByPeerAsync(1001);
        await _target.NextAsync<LoopTarget.Ended>();

        await Loop.ReconnectAsync(TimeSpan.Zero, Token);

        Assert.Equal(WsClientState.Open, Loop.State);
    }

    [Fact]
    public async Task CancelReconnect_Waiting_Ends()
    {
        await OpenAsync();
        await _target.CloseByPeerAsync(1001);
        await _target.NextAsync<WsReconnectAttempt>();

        Loop.CancelReconnect();

        Assert.Null((await _target.NextAsync<LoopTarget.Ended>()).Exception);
        Assert.Equal(1, _target.Attempts);
    }

    [Fact]
    public async Task CancelReconnect_Open_LeavesTheConnectionAlone()
    {
        await OpenAsync();

        Loop.CancelReconnect();

        Assert.Equal(WsClientState.Open, Loop.State);
    }

    [Fact]
    public async Task CloseAsync_Open_ClosesAndDoesNotComeBack()
    {
        await OpenAsync();

        Task closing = Loop.CloseAsync(cancellationToken: Token);
        await _target.CloseByPeerAsync(1000);
        await closing;

        Assert.Equal(WsClientState.Closed, Loop.State);
        Assert.Null((await _target.NextAsync<LoopTarget.Ended>()).Exception);
    }

    [Fact]
    public async Task CloseAsync_BadReason_IsRefusedAndChangesNothing()
    {
        await OpenAsync();

        await Assert.ThrowsAsync<ArgumentException>(() => Loop.CloseAsync(reason: new string('x', 200), cancellationToken: Token));

        Assert.Equal(WsClientState.Open, Loop.State);
    }

    [Fact]
    public async Task DisposeAsync_DuringTheHandshake_EndsItAndTellsTheCaller()
    {
        var entered = new TaskCompletionSource();
        _target.BeforeOpen = async (_, token) =>
        {
            entered.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, token);
        };
        Task connecting = Loop.ConnectAsync(Token);
        await entered.Task.WaitAsync(Token);

        await Loop.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => connecting);
        Assert.Equal(WsClientState.Disposed, Loop.State);
    }

    [Fact]
    public async Task DisposeAsync_HandshakeSucceedsAllTheSame_ConnectionIsEnded()
    {
        var entered = new TaskCompletionSource();
        var answer = new TaskCompletionSource();
        _target.BeforeOpen = async (_, _) =>
        {
            entered.SetResult();
            await answer.Task;
        };
        Task connecting = Loop.ConnectAsync(Token);
        await entered.Task.WaitAsync(Token);

        Task disposing = Loop.DisposeAsync().AsTask();
        answer.SetResult();
        await disposing;

        await Assert.ThrowsAsync<ObjectDisposedException>(() => connecting);
        Assert.Equal(1006, (int)(await _target.Last!.Completion).Code);
    }

    [Fact]
    public async Task ConnectAsync_Disposed_Throws()
    {
        await Loop.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => Loop.ConnectAsync(Token));
    }

    private async Task OpenAsync()
    {
        await Loop.ConnectAsync(Token);
        await _target.NextAsync<WsConnection>();
    }

    /// <summary>Lets time pass once the loop waits for it; it begins to a moment after it said so.</summary>
    private async Task ElapseAsync(TimeSpan time)
    {
        int before = _target.Attempts;
        while (_target.Attempts == before)
        {
            _time.Advance(time);
            await Task.Yield();
        }
    }
}

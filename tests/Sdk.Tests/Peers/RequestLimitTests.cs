using TypedWs.CompilerServices;
using TypedWs.Peers;

namespace TypedWs.Tests.Peers;

/// <summary>Whose time-out a request has: the call's, the contract's or the conversation's.</summary>
public sealed class RequestLimitTests : PeerTest
{
    private static readonly RequestMethod<Ask, Answer> AskForTwoSeconds = new("t.ask", new TestMethods.AskCodec(), new TestMethods.AnswerCodec()) { TimeoutMilliseconds = 2000 };
    private static readonly RequestMethod<Ask, Answer> AskForEver = new("t.ask", new TestMethods.AskCodec(), new TestMethods.AnswerCodec()) { TimeoutMilliseconds = Timeout.Infinite };

    [Fact]
    public async Task Contract_StatesATimeout_ComesBeforeTheOption()
    {
        (Side side, RawSide raw) = CreateRaw(options: new PeerOptions { RequestTimeout = TimeSpan.FromSeconds(60) });

        Task asked = side.Peer.RequestAsync(AskForTwoSeconds, new Ask("x"), CancellationToken.None).AsTask();

        RequestTimeoutException thrown = await AssertTimesOutAsync(side, raw, asked, seconds: 2);
        Assert.Contains("The limit is the contract's: change TimeoutMilliseconds", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_StatesATimeout_ComesBeforeTheContract()
    {
        (Side side, RawSide raw) = CreateRaw();

        Task asked = side.Peer.RequestAsync(AskForTwoSeconds, new Ask("x"), TimeSpan.FromSeconds(7), CancellationToken.None).AsTask();

        RequestTimeoutException thrown = await AssertTimesOutAsync(side, raw, asked, seconds: 7);
        Assert.Contains("The limit is what the call passed as its timeout", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_OfAnAcknowledgedRequest_HasItsTimeout()
    {
        (Side side, RawSide raw) = CreateRaw();

        Task saved = side.Peer.RequestAsync(TestMethods.Save, new Save("x"), TimeSpan.FromSeconds(3), CancellationToken.None).AsTask();

        await AssertTimesOutAsync(side, raw, saved, seconds: 3);
    }

    [Fact]
    public async Task Call_StatesATimeout_WhereTheOptionIsInfinite()
    {
        (Side side, RawSide raw) = CreateRaw(options: new PeerOptions { RequestTimeout = Timeout.InfiniteTimeSpan });
        Task patient = side.AskAsync("patient").AsTask();
        await raw.NextTextAsync();

        Task asked = side.Peer.RequestAsync(TestMethods.Ask, new Ask("x"), TimeSpan.FromSeconds(1), CancellationToken.None).AsTask();

        await AssertTimesOutAsync(side, raw, asked, seconds: 1);
        side.Clock.Advance(TimeSpan.FromDays(1));
        Assert.False(patient.IsCompleted);
        await EndAsync(side, patient);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task InfiniteTimeout_OfContractOrCall_Waits(bool ofCall)
    {
        (Side side, _) = CreateRaw();

        Task asked = ofCall
            ? side.Peer.RequestAsync(TestMethods.Ask, new Ask("x"), Timeout.InfiniteTimeSpan, CancellationToken.None).AsTask()
            : side.Peer.RequestAsync(AskForEver, new Ask("x"), CancellationToken.None).AsTask();
        side.Clock.Advance(TimeSpan.FromDays(1));

        Assert.False(asked.IsCompleted);
        await EndAsync(side, asked);
    }

    [Fact]
    public async Task LongestTimeout_Waits()
    {
        (Side side, _) = CreateRaw();

        Task asked = side.Peer.RequestAsync(TestMethods.Ask, new Ask("x"), TimeSpan.MaxValue, CancellationToken.None).AsTask();
        side.Clock.Advance(TimeSpan.FromHours(1));

        Assert.False(asked.IsCompleted);
        await EndAsync(side, asked);
    }

    [Fact]
    public void Timer_NoTimedCallIsPending_StopsAndStartsAgain()
    {
        var clock = new CountingClock();
        var calls = new PendingCalls(4);
        var due = new List<PendingCall>();
        using var timer = new CallTimer(clock, calls, due);
        PendingCall<Answer> patient = PendingCallPool<Answer>.Rent();
        PendingCall<Answer> timed = PendingCallPool<Answer>.Rent();
        calls.TryAdd(patient, timer.DeadlineAfter(Timeout.InfiniteTimeSpan));

        calls.TryAdd(timed, timer.DeadlineAfter(TimeSpan.FromMilliseconds(200)));
        timer.EnsureRunning();
        clock.Advance(TimeSpan.FromSeconds(1));
        int ticks = clock.Ticks;
        clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal([timed], due);
        Assert.InRange(ticks, 3, 10);
        Assert.Equal(ticks, clock.Ticks); // It has stopped, although a call waits.

        calls.TryAdd(timed, timer.DeadlineAfter(TimeSpan.FromMilliseconds(200)));
        timer.EnsureRunning();
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal([timed, timed], due);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(-20_000)]
    public void Call_StatesNoPositiveTimeout_IsRefused(int ticks)
    {
        (Side side, _) = CreateRaw();
        var timeout = new TimeSpan(ticks);

        Assert.Throws<ArgumentOutOfRangeException>("timeout", () => { _ = side.Peer.RequestAsync(TestMethods.Ask, new Ask("x"), timeout, CancellationToken.None).AsTask(); });
        Assert.Throws<ArgumentOutOfRangeException>("timeout", () => { _ = side.Peer.RequestAsync(TestMethods.Save, new Save("x"), timeout, CancellationToken.None).AsTask(); });
    }

    private static async Task<RequestTimeoutException> AssertTimesOutAsync(Side side, RawSide raw, Task asked, int seconds)
    {
        await raw.NextTextAsync();
        side.Clock.Advance(TimeSpan.FromSeconds(seconds - 0.2));
        await raw.AssertNothingMoreAsync(); // A time-out would have sent a cancellation.
        side.Clock.Advance(TimeSpan.FromSeconds(0.4));

        RequestTimeoutException thrown = await Assert.ThrowsAsync<RequestTimeoutException>(() => asked.Limited());
        Assert.Equal(TimeSpan.FromSeconds(seconds), thrown.RequestTimeout);
        Assert.True(thrown.WasSent);
        Assert.Contains("$/cancelRequest", await raw.NextTextAsync(), StringComparison.Ordinal);
        return thrown;
    }

    private static async Task EndAsync(Side side, Task asked)
    {
        side.Peer.Abort("enough");
        await Assert.ThrowsAsync<RequestLostException>(() => asked.Limited());
    }

    /// <summary>Counts how often a timer fires.</summary>
    private sealed class CountingClock : Microsoft.Extensions.Time.Testing.FakeTimeProvider
    {
        public int Ticks { get; private set; }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
            => base.CreateTimer(
                argument =>
                {
                    Ticks++;
                    callback(argument);
                },
                state,
                dueTime,
                period);
    }

    private sealed class CallTimer(TimeProvider clock, PendingCalls calls, List<PendingCall> due) : CoarseTimer(clock, TimeSpan.FromMilliseconds(100))
    {
        protected override bool IsNeeded => calls.TimedCount > 0;

        protected override void OnTick(long tick) => calls.TakeDue(tick, due);
    }
}

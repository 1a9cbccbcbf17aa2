using Microsoft.Extensions.Time.Testing;

namespace TypedWs.Transport.Tests.Reconnect;

public sealed class ReconnectScheduleTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly WsReconnectOptions _options = new() { Policy = WsReconnectPolicy.Fixed(TimeSpan.FromSeconds(1)), StableFor = TimeSpan.FromSeconds(10) };

    [Fact]
    public void Next_FailureAfterFailure_CountsAttemptsAndTime()
    {
        ReconnectSchedule schedule = Create();

        Assert.Equal(1, schedule.Next(Lost())!.Number);
        _time.Advance(TimeSpan.FromSeconds(4));
        WsReconnectAttempt second = schedule.Next(Lost())!;

        Assert.Equal(2, second.Number);
        Assert.Equal(TimeSpan.FromSeconds(4), second.Elapsed);
    }

    [Theory]
    [InlineData(9, 2)]
    [InlineData(10, 1)]
    public void Next_AfterAConnection_CountsAnewOnlyWhenItWasStable(int seconds, int expected)
    {
        ReconnectSchedule schedule = Create();
        schedule.Next(Lost());
        schedule.Opened();
        _time.Advance(TimeSpan.FromSeconds(seconds));
        schedule.Closed();

        Assert.Equal(expected, schedule.Next(Lost())!.Number);
    }

    [Theory]
    [InlineData(401, true)]
    [InlineData(404, true)]
    [InlineData(429, false)]
    [InlineData(503, false)]
    public void Next_RefusedHandshake_StopsWhereTheSameRequestWouldMeetTheSameAnswer(int status, bool stops)
        => Assert.Equal(stops, Create().Next(Refused(status)) is null);

    [Theory]
    [InlineData(1000, true)]
    [InlineData(1001, false)]
    [InlineData(4401, true)]
    [InlineData(4500, false)]
    public void Next_ClosedByPeer_StopsAtTheCodesThatSaySo(ushort code, bool stops)
        => Assert.Equal(stops, Create().Next(WsClosedException.Ended(new WsClosed((WsCloseCode)code, "", ByPeer: true, Clean: true))) is null);

    [Fact]
    public void Next_StopStatusRemoved_GoesOn()
    {
        _options.StopStatuses.Remove(404);

        Assert.NotNull(Create().Next(Refused(404)));
    }

    [Fact]
    public void Next_FirstConnectNotRetried_StopsUntilOpenOnce()
    {
        _options.RetryFirstConnect = false;
        ReconnectSchedule schedule = Create();

        Assert.Null(schedule.Next(Lost()));
        schedule.Opened();
        Assert.NotNull(schedule.Next(Lost()));
    }

    [Fact]
    public void Next_NegativeDelay_IsNone()
    {
        _options.Policy = WsReconnectPolicy.From(_ => TimeSpan.FromSeconds(-1));

        Assert.Equal(TimeSpan.Zero, Create().Next(Lost())!.Delay);
    }

    [Theory]
    [InlineData("120", 120)]
    [InlineData("Sat, 01 Jan 2000 00:00:30 GMT", 30)]
    [InlineData("Fri, 31 Dec 1999 23:59:30 GMT", 0)]
    [InlineData("soon", null)]
    [InlineData("-1", null)]
    public void Next_RetryAfter_ReachesThePolicy(string header, int? seconds)
    {
        TimeSpan? seen = TimeSpan.MinValue;
        _options.Policy = WsReconnectPolicy.From(context =>
        {
            seen = context.RetryAfter;
            return TimeSpan.Zero;
        });

        Create().Next(Refused(503, header));

        Assert.Equal(seconds, (int?)seen?.TotalSeconds);
    }

    private ReconnectSchedule Create() => new(_options, _time);

    private static WsException Lost() => new("lost");

    private static WsHandshakeException Refused(int status, string? retryAfter = null)
        => new("refused", new WsHandshakeStream(Stream.Null, status, retryAfter is null ? [] : [KeyValuePair.Create("Retry-After", retryAfter)]), "");
}

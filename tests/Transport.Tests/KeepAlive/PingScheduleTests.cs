namespace TypedWs.Transport.Tests.KeepAlive;

public sealed class PingScheduleTests
{
    private PingSchedule _schedule = new(interval: 20, timeout: 10, now: 100);

    [Fact]
    public void Next_AnyTraffic_PingsOnTheInterval()
    {
        _schedule.Received(118);

        Assert.Equal(KeepAliveStep.None, _schedule.Next(119, 0, out long due));
        Assert.Equal(120, due);
        Assert.Equal(KeepAliveStep.Ping, _schedule.Next(120, 0, out _));
        _schedule.Received(121);
        Assert.Equal(KeepAliveStep.None, _schedule.Next(139, 0, out due));
        Assert.Equal(140, due);
        Assert.Equal(KeepAliveStep.Ping, _schedule.Next(140, 0, out _));
    }

    [Fact]
    public void Next_PingNotWrittenYet_NeverDies()
    {
        _schedule.Next(120, 0, out _);

        Assert.Equal(KeepAliveStep.None, _schedule.Next(1000, 0, out _));
    }

    [Fact]
    public void Next_NoAnswer_DiesTheTimeoutAfterThePingWasWritten()
    {
        _schedule.Next(120, 0, out _);
        _schedule.PingWritten(125);

        Assert.Equal(KeepAliveStep.None, _schedule.Next(134, 0, out long due));
        Assert.Equal(135, due);
        Assert.Equal(KeepAliveStep.Dead, _schedule.Next(135, 0, out _));
    }

    [Fact]
    public void Next_AnyByteAfterThePing_Lives()
    {
        _schedule.Next(120, 0, out _);
        _schedule.PingWritten(120);
        _schedule.Received(129);

        Assert.Equal(KeepAliveStep.None, _schedule.Next(130, 0, out long due));
        Assert.Equal(140, due);
    }

    [Fact]
    public void Next_OtherPingsMeanwhile_DoNotPutOffTheDeadline()
    {
        _schedule.Next(120, 0, out _);
        _schedule.PingWritten(120);
        _schedule.PingWritten(129);

        Assert.Equal(KeepAliveStep.Dead, _schedule.Next(130, 0, out _));
    }

    [Fact]
    public void Next_PausedAfterThePing_RestsTheDeadline()
    {
        _schedule.Next(120, 0, out _);
        _schedule.PingWritten(120);
        _schedule.Paused(121);

        Assert.NotEqual(KeepAliveStep.Dead, _schedule.Next(500, 500, out _));
        _schedule.Resumed(501);
        Assert.Equal(KeepAliveStep.Ping, _schedule.Next(502, 502, out _));
    }

    [Fact]
    public void Next_Paused_SendsAPongEachHalfDeadline()
    {
        _schedule.Paused(at: 110);

        Assert.Equal(KeepAliveStep.None, _schedule.Next(110, lastSent: 105, out long due));
        Assert.Equal(115, due);
        Assert.Equal(KeepAliveStep.Pong, _schedule.Next(115, lastSent: 105, out due));
        Assert.Equal(120, due);
    }

    [Fact]
    public void Next_PausedWhileSending_NeedsNoPong()
    {
        _schedule.Paused(at: 110);

        Assert.Equal(KeepAliveStep.None, _schedule.Next(116, lastSent: 114, out long due));

        Assert.Equal(119, due);
    }

    [Fact]
    public void Next_NoInterval_NeverActs()
    {
        var never = new PingSchedule(Watchdog.Never, timeout: 10, now: 0);

        Assert.Equal(KeepAliveStep.None, never.Next(1_000_000, 0, out long due));
        Assert.Equal(Watchdog.Never, due);
    }
}

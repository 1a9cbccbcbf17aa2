using System.Security.Claims;
using Microsoft.Extensions.Time.Testing;
using TypedWs.AspNetCore.Sessions;

namespace TypedWs.AspNetCore.Tests.Sessions;

public sealed class UserTicketTests : IDisposable
{
    private readonly TimerCount _time = new();
    private readonly List<UserTicket> _tickets = [];
    private int _expired;

    [Fact]
    public void Watch_EndComes_TellsOnce()
    {
        Create(_time.GetUtcNow().AddSeconds(90.0005)).Watch(Expire);

        _time.Advance(TimeSpan.FromSeconds(90));
        Assert.Equal(0, _expired);
        _time.Advance(TimeSpan.FromSeconds(1));
        _time.Advance(TimeSpan.FromDays(1));

        Assert.Equal(1, _expired);
    }

    [Fact]
    public void Watch_EndIsFarAway_TellsThenAndNotBefore()
    {
        Create(_time.GetUtcNow().AddDays(400)).Watch(Expire);

        _time.Advance(TimeSpan.FromDays(399));
        Assert.Equal(0, _expired);
        _time.Advance(TimeSpan.FromDays(1));

        Assert.Equal(1, _expired);
    }

    [Fact]
    public void Watch_EndHasPassed_TellsAtOnce()
    {
        Create(_time.GetUtcNow().AddSeconds(-1)).Watch(Expire);

        _time.Advance(TimeSpan.Zero);

        Assert.Equal(1, _expired);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void Watch_NothingToWaitFor_HasNoTimer(bool isEnforced, bool ends)
    {
        UserTicket ticket = Create(ends ? _time.GetUtcNow().AddSeconds(1) : null, isEnforced);
        ticket.Watch(Expire);

        _time.Advance(TimeSpan.FromDays(1));

        Assert.Equal((0, 0), (_expired, _time.Timers));
    }

    [Fact]
    public void Renew_EndMovesOrGoes_TellsAtTheNewOne()
    {
        UserTicket ticket = Create(_time.GetUtcNow().AddMinutes(1));
        ticket.Watch(Expire);

        ticket.Renew(UserOf("ada"), _time.GetUtcNow().AddMinutes(2));
        _time.Advance(TimeSpan.FromMinutes(1.5));
        ticket.Renew(UserOf("ada"), null);
        _time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(0, _expired);
        ticket.Renew(UserOf("ada"), _time.GetUtcNow().AddMinutes(1));
        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal((1, 1), (_expired, _time.Timers));
    }

    [Theory]
    [InlineData("eve")]
    [InlineData(null)]
    public void Renew_OtherUser_IsRefusedAndChangesNothing(string? other)
    {
        DateTimeOffset end = _time.GetUtcNow().AddMinutes(1);
        UserTicket ticket = Create(end);

        var refused = Assert.Throws<ArgumentException>(() => ticket.Renew(UserOf(other), null));

        Assert.StartsWith("The user has another name identifier than the session's.", refused.Message, StringComparison.Ordinal);
        Assert.Equal(("ada", end), (ticket.User.FindFirst(ClaimTypes.NameIdentifier)?.Value, ticket.ExpiresAt));
    }

    [Fact]
    public void Dispose_EndComes_TellsNobody()
    {
        UserTicket ticket = Create(_time.GetUtcNow().AddMinutes(1));
        ticket.Watch(Expire);

        ticket.Dispose();
        ticket.Renew(UserOf("ada"), _time.GetUtcNow().AddMinutes(2));
        _time.Advance(TimeSpan.FromDays(1));

        Assert.Equal(0, _expired);
    }

    public void Dispose()
    {
        foreach (UserTicket ticket in _tickets)
            ticket.Dispose();
    }

    private static ClaimsPrincipal UserOf(string? id) => new(new ClaimsIdentity(id is null ? [] : [new Claim(ClaimTypes.NameIdentifier, id)], "test"));

    private void Expire() => _expired++;

    private UserTicket Create(DateTimeOffset? expiresAt, bool isEnforced = true)
    {
        var ticket = new UserTicket(UserOf("ada"), expiresAt, _time, isEnforced);
        _tickets.Add(ticket);
        return ticket;
    }

    private sealed class TimerCount : FakeTimeProvider
    {
        public int Timers { get; private set; }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Timers++;
            return base.CreateTimer(callback, state, dueTime, period);
        }
    }
}

using System.Security.Claims;

namespace TypedWs.AspNetCore.Sessions;

/// <summary>
/// Who a client is, and until when that holds. Runs a timer while there is an end to wait for, and only then. Thread-safe: its own lock, which nobody else takes, guards the fields, of
/// which <see cref="_user"/> is read without it.
/// </summary>
/// <param name="user">Who was authenticated; null for nobody.</param>
/// <param name="expiresAt">Until when; null for as long as the session lasts.</param>
/// <param name="timeProvider">The clock.</param>
/// <param name="isEnforced">Whether anything happens at the end.</param>
internal sealed class UserTicket(ClaimsPrincipal? user, DateTimeOffset? expiresAt, TimeProvider timeProvider, bool isEnforced) : IDisposable
{
    // The clock may be set while the timer runs, and a timer knows no more than some weeks.
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    private volatile ClaimsPrincipal? _user = user; // Where nobody was authenticated, made by the first who asks, by compare-exchange.
    private DateTimeOffset? _expiresAt = expiresAt;
    private Action? _onExpired; // Null while nobody wants to know, and from the end on.
    private ITimer? _timer;

    public ClaimsPrincipal User => _user ?? Interlocked.CompareExchange(ref _user, new ClaimsPrincipal(new ClaimsIdentity()), null) ?? _user;

    public string? UserId { get; } = UserIdOf(user);

    public DateTimeOffset? ExpiresAt
    {
        get
        {
            lock (this)
                return _expiresAt;
        }
    }

    /// <summary>The name identifier claim.</summary>
    public static string? UserIdOf(ClaimsPrincipal? user) => user?.FindFirst(ClaimTypes.NameIdentifier)?.Value;

    /// <summary>Begins to wait for the end, if it is enforced.</summary>
    /// <param name="onExpired">Called once at most, by the timer.</param>
    public void Watch(Action onExpired)
    {
        if (!isEnforced)
            return;

        lock (this)
        {
            _onExpired = onExpired;
            Wait();
        }
    }

    /// <summary>Replaces the user's claims, and the end.</summary>
    /// <exception cref="ArgumentException">It is another user.</exception>
    public void Renew(ClaimsPrincipal user, DateTimeOffset? expiresAt)
    {
        ArgumentNullException.ThrowIfNull(user);
        if (UserIdOf(user) != UserId)
        {
            throw new ArgumentException(
                "The user has another name identifier than the session's. A session keeps its user: close it, and let the client connect again as the other one.",
                nameof(user));
        }

        lock (this)
        {
            _user = user.Clone();
            _expiresAt = expiresAt;
            Wait();
        }
    }

    public void Dispose()
    {
        lock (this)
        {
            _onExpired = null;
            _timer?.Dispose();
        }
    }

    /// <summary>Sets the timer. Runs under the lock.</summary>
    private void Wait()
    {
        if (_onExpired is null)
            return;

        if (_expiresAt is not { } end)
        {
            _timer?.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            return;
        }

        TimeSpan left = end - timeProvider.GetUtcNow();
        TimeSpan wait = left < TimeSpan.Zero ? TimeSpan.Zero : left < LongestWait ? left : LongestWait;
        _timer ??= CreateTimer();

        // Rounded up: a timer that is early would be set again and again.
        _timer.Change(TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)), Timeout.InfiniteTimeSpan);
    }

    private ITimer CreateTimer()
    {
        // A timer must not carry the context of whoever renewed the ticket.
        using (ExecutionContext.SuppressFlow())
            return timeProvider.CreateTimer(static ticket => ((UserTicket)ticket!).OnTick(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    private void OnTick()
    {
        Action? onExpired;
        lock (this)
        {
            if (_expiresAt is not { } end || end > timeProvider.GetUtcNow())
            {
                Wait();
                return;
            }

            onExpired = _onExpired;
            _onExpired = null;
        }

        onExpired?.Invoke();
    }
}

namespace SoakTest.Server;

/// <summary>Tells everybody the next tick, as long as it runs. <see cref="Start"/> and <see cref="StopAsync"/> are called in turn.</summary>
internal sealed class Ticker(SoakSessions sessions, TimeSpan period)
{
    private static readonly string Text = new('x', 4000);

    private volatile bool _isRunning;
    private Task _ticking = Task.CompletedTask;

    /// <summary>How many ticks there were.</summary>
    public int Count { get; private set; }

    public void Start()
    {
        _isRunning = true;
        _ticking = TickAsync();
    }

    public Task StopAsync()
    {
        _isRunning = false;
        return _ticking;
    }

    private async Task TickAsync()
    {
        using var timer = new PeriodicTimer(period);
        do
            await sessions.All.SendTickAsync(Count++, Text, CancellationToken.None);
        while (await timer.WaitForNextTickAsync() && _isRunning);
    }
}

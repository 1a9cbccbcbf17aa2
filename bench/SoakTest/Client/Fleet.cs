namespace SoakTest.Client;

/// <summary>All clients of the run.</summary>
internal sealed class Fleet : IAsyncDisposable
{
    private const int ConnectAtOnce = 64;

    private readonly List<SlowReader> _slow;

    public Fleet(Uri uri, SoakOptions options)
    {
        Healthy = [.. Enumerable.Range(0, options.HealthyConnections).Select(number => new HealthyClient(uri, number))];
        _slow = [.. Enumerable.Range(0, options.SlowConnections).Select(_ => new SlowReader(uri))];
    }

    public IReadOnlyList<HealthyClient> Healthy { get; }

    public async Task ConnectAsync()
    {
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = ConnectAtOnce };
        await Parallel.ForEachAsync(Healthy, parallel, async (client, _) => await client.ConnectAsync());
        await Parallel.ForEachAsync(_slow, parallel, async (client, _) => await client.ConnectAsync());
    }

    public Task TalkAsync(TimeSpan period, CancellationToken over) => Task.WhenAll(Healthy.Select(client => Task.Run(() => client.TalkAsync(period, over), CancellationToken.None)));

    public Task AskLastAsync(int delayMilliseconds) => Task.WhenAll(Healthy.Select(client => client.AskLastAsync(delayMilliseconds)));

    /// <summary>Ends the slow clients.</summary>
    public Task LeaveSlowAsync()
    {
        Task[] leaving = [.. _slow.Select(client => client.DisposeAsync().AsTask())];
        _slow.Clear();
        return Task.WhenAll(leaving);
    }

    public async ValueTask DisposeAsync()
    {
        await LeaveSlowAsync();
        await Task.WhenAll(Healthy.Select(client => client.DisposeAsync().AsTask()));
    }
}

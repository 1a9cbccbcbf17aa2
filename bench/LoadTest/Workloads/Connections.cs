using System.Diagnostics;
using LoadTest.Client;
using LoadTest.Contenders;
using LoadTest.Metering;

namespace LoadTest.Workloads;

/// <summary>Many connections: how fast they are made, what a handshake costs, and what they hold while nothing happens.</summary>
internal sealed class Connections : IWorkload
{
    private static readonly TimeSpan SettleTime = TimeSpan.FromSeconds(0.5);

    public string Key => "connections";

    public string Title => "connections";

    public IReadOnlyList<Figure> Figures { get; } =
    [
        new("handshakes/s", MoreIsBetter: true),
        new("idle KB, server", MoreIsBetter: false, Digits: 1),
        new("idle KB, client", MoreIsBetter: false, Digits: 1),
    ];

    public bool Includes(IContender contender) => true;

    public async Task<Measurement> RunAsync(LoadClient client)
    {
        // What the first connections leave behind in pools and caches is not theirs.
        await (await client.ConnectManyAsync(LoadClient.ConcurrentHandshakes)).DisposeAsync();
        await Task.Delay(SettleTime);
        long serverBefore = await client.Server.ReadLiveHeapAsync();
        long clientBefore = Meter.ReadLiveHeap();

        var connections = new ConnectionSet([]);
        var elapsed = TimeSpan.Zero;
        Cost cost = await client.MeasureAsync(async () =>
        {
            long start = Stopwatch.GetTimestamp();
            connections = await client.ConnectManyAsync(client.Options.Connections);
            elapsed = Stopwatch.GetElapsedTime(start);
            return connections.Count;
        });
        await using ConnectionSet held = connections;

        await Task.Delay(SettleTime);
        double server = await client.Server.ReadLiveHeapAsync() - serverBefore;
        double own = Meter.ReadLiveHeap() - clientBefore;
        return new Measurement([connections.Count / elapsed.TotalSeconds, server / connections.Count / 1024, own / connections.Count / 1024], cost);
    }
}

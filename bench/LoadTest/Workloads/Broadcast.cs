using System.Diagnostics;
using LoadTest.Client;
using LoadTest.Contenders;
using LoadTest.Metering;

namespace LoadTest.Workloads;

/// <summary>
/// From the server to everybody, one message or a few at a time: the next ones leave when the last of these has arrived, because TypedWs gives up a member of an audience
/// that falls behind where others wait for it.
/// </summary>
internal sealed class Broadcast(int atATime) : IWorkload
{
    public string Key => atATime == 1 ? "broadcast-single" : "broadcast";

    public string Title => $"broadcast, {atATime} at a time";

    public IReadOnlyList<Figure> Figures { get; } = [new("deliveries/s", MoreIsBetter: true)];

    public bool Includes(IContender contender) => contender.HasAudience;

    public async Task<Measurement> RunAsync(LoadClient client)
    {
        await using ConnectionSet audience = await client.ConnectManyAsync(client.Options.Audience);
        await audience.EchoAsync();
        var elapsed = TimeSpan.Zero;
        long count = 0;
        Cost cost = await client.MeasureAsync(async () =>
        {
            long start = Stopwatch.GetTimestamp();
            do
            {
                await client.Server.BroadcastAsync(count, atATime);
                count += atATime;
                await client.Arrivals.WaitAsync(count * audience.Count);
            }
            while (Stopwatch.GetElapsedTime(start) < client.Options.Duration);

            elapsed = Stopwatch.GetElapsedTime(start);
            return count * audience.Count;
        });
        return new Measurement([count * audience.Count / elapsed.TotalSeconds], cost);
    }
}

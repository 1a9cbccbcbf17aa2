using System.Diagnostics;
using LoadTest.Client;
using LoadTest.Contenders;
using LoadTest.Metering;

namespace LoadTest.Workloads;

/// <summary>Streams of a thousand items, one after another, on one connection.</summary>
internal abstract class Streaming(string key, string direction) : IWorkload
{
    private const int Items = 1000;

    public string Key => key;

    public string Title => $"streams of {Items} items, {direction}";

    public IReadOnlyList<Figure> Figures { get; } = [new("items/s", MoreIsBetter: true)];

    public bool Includes(IContender contender) => contender.HasStreams;

    public async Task<Measurement> RunAsync(LoadClient client)
    {
        await using IClientConnection connection = await client.ConnectAsync();
        var streaming = (IStreamingConnection)connection;
        var elapsed = TimeSpan.Zero;
        long count = 0;
        Cost cost = await client.MeasureAsync(async () =>
        {
            long start = Stopwatch.GetTimestamp();
            do
            {
                int came = await StreamAsync(streaming, Items);
                if (came != Items)
                    throw new InvalidDataException($"A stream of {Items} items had {came}.");
                count += came;
            }
            while (Stopwatch.GetElapsedTime(start) < client.Options.Duration);

            elapsed = Stopwatch.GetElapsedTime(start);
            return count;
        });
        return new Measurement([count / elapsed.TotalSeconds], cost);
    }

    protected abstract Task<int> StreamAsync(IStreamingConnection connection, int count);
}

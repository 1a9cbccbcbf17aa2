using System.Diagnostics;
using LoadTest.Client;
using LoadTest.Contenders;
using LoadTest.Metering;

namespace LoadTest.Workloads;

/// <summary>64 requests at a time, on one connection.</summary>
internal sealed class InFlight : IWorkload
{
    private const int Requests = 64;

    public string Key => "in-flight";

    public string Title => $"{Requests} in flight";

    public IReadOnlyList<Figure> Figures { get; } = [new("requests/s", MoreIsBetter: true)];

    public bool Includes(IContender contender) => true;

    public async Task<Measurement> RunAsync(LoadClient client)
    {
        await using IClientConnection connection = await client.ConnectAsync();
        var elapsed = TimeSpan.Zero;
        long count = 0;
        Cost cost = await client.MeasureAsync(async () =>
        {
            long start = Stopwatch.GetTimestamp();
            long[] counts = await Task.WhenAll(Enumerable.Range(0, Requests).Select(lane => AskAsync(connection, lane, start, client.Options.Duration)));
            elapsed = Stopwatch.GetElapsedTime(start);
            return count = counts.Sum();
        });
        return new Measurement([count / elapsed.TotalSeconds], cost);
    }

    /// <summary>Each lane has numbers of its own, so that an answer to another's question is noticed.</summary>
    private static async Task<long> AskAsync(IClientConnection connection, int lane, long start, TimeSpan duration)
    {
        long count = 0;
        do
        {
            long seq = (count++ * Requests) + lane;
            if (!await connection.EchoAsync(seq))
                throw new InvalidDataException($"The reply to message {seq} is not what was sent.");
        }
        while (Stopwatch.GetElapsedTime(start) < duration);

        return count;
    }
}

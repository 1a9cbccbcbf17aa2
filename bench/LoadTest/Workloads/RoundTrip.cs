using System.Diagnostics;
using LoadTest.Client;
using LoadTest.Contenders;
using LoadTest.Metering;

namespace LoadTest.Workloads;

/// <summary>One request at a time, on one connection.</summary>
internal sealed class RoundTrip : IWorkload
{
    private const int MaxSamples = 1_000_000;

    private readonly long[] _ticks = new long[MaxSamples];

    public string Key => "round-trip";

    public string Title => "round trip, one in flight";

    public IReadOnlyList<Figure> Figures { get; } = [new("p50 µs", MoreIsBetter: false, Digits: 1), new("p99 µs", MoreIsBetter: false, Digits: 1, IsMain: false)];

    public bool Includes(IContender contender) => true;

    public async Task<Measurement> RunAsync(LoadClient client)
    {
        await using IClientConnection connection = await client.ConnectAsync();
        int count = 0;
        Cost cost = await client.MeasureAsync(async () =>
        {
            long start = Stopwatch.GetTimestamp();
            do
            {
                long sent = Stopwatch.GetTimestamp();
                if (!await connection.EchoAsync(count))
                    throw new InvalidDataException($"The reply to message {count} is not what was sent.");
                _ticks[count++] = Stopwatch.GetTimestamp() - sent;
            }
            while (count < MaxSamples && Stopwatch.GetElapsedTime(start) < client.Options.Duration);

            return count;
        });

        Array.Sort(_ticks, 0, count);
        return new Measurement([At(count, 0.50), At(count, 0.99)], cost);
    }

    private double At(int count, double quantile) => TimeSpan.FromSeconds((double)_ticks[(int)((count - 1) * quantile)] / Stopwatch.Frequency).TotalMicroseconds;
}

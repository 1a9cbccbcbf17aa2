using System.Diagnostics;
using LoadTest.Client;
using LoadTest.Contenders;
using LoadTest.Metering;

namespace LoadTest.Workloads;

/// <summary>From the server to the client.</summary>
internal sealed class ToClient(int size) : OneWay("to-client", "server → client", size)
{
    public override async Task<Measurement> RunAsync(LoadClient client)
    {
        await using IClientConnection connection = await client.ConnectAsync(Size);
        var elapsed = TimeSpan.Zero;
        long count = 0;
        Cost cost = await client.MeasureAsync(async () =>
        {
            long start = Stopwatch.GetTimestamp();
            count = await client.Server.PushAsync(client.Options.Duration);
            await client.Arrivals.WaitAsync(count);
            elapsed = Stopwatch.GetElapsedTime(start);
            return count;
        });
        return new Measurement([count / elapsed.TotalSeconds], cost);
    }
}

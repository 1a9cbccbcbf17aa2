using System.Diagnostics;
using LoadTest.Client;
using LoadTest.Contenders;
using LoadTest.Messages;
using LoadTest.Metering;

namespace LoadTest.Workloads;

/// <summary>From the server to the client.</summary>
internal sealed class ToClient(MessageShape shape) : OneWay("to-client", "server → client", shape)
{
    public override async Task<Measurement> RunAsync(LoadClient client)
    {
        await using IClientConnection connection = await client.ConnectAsync();
        var elapsed = TimeSpan.Zero;
        long count = 0;
        Cost cost = await client.MeasureAsync(async () =>
        {
            long start = Stopwatch.GetTimestamp();
            count = await client.Server.PushAsync(client.Options.Duration, Shape);
            await client.Arrivals.WaitAsync(count);
            elapsed = Stopwatch.GetElapsedTime(start);
            return count;
        });
        return new Measurement([count / elapsed.TotalSeconds], cost);
    }
}

using System.Diagnostics;
using LoadTest.Client;
using LoadTest.Contenders;
using LoadTest.Messages;
using LoadTest.Metering;

namespace LoadTest.Workloads;

/// <summary>From the client to the server.</summary>
internal sealed class ToServer(MessageShape shape) : OneWay("to-server", "client → server", shape)
{
    /// <summary>How many messages are sent between two looks at the clock.</summary>
    public const int Stride = 16;

    public override async Task<Measurement> RunAsync(LoadClient client)
    {
        await using IClientConnection connection = await client.ConnectAsync();
        var elapsed = TimeSpan.Zero;
        long seq = 0;
        Cost cost = await client.MeasureAsync(async () =>
        {
            long start = Stopwatch.GetTimestamp();
            do
                await connection.PostAsync(Shape, seq++);
            while (seq % Stride != 0 || Stopwatch.GetElapsedTime(start) < client.Options.Duration);
            await connection.FlushAsync();
            await client.Server.WaitForAsync(seq);
            elapsed = Stopwatch.GetElapsedTime(start);
            return seq;
        });
        return new Measurement([seq / elapsed.TotalSeconds], cost);
    }
}

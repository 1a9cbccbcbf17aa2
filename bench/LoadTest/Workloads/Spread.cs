using System.Diagnostics;
using LoadTest.Client;
using LoadTest.Contenders;
using LoadTest.Messages;
using LoadTest.Metering;

namespace LoadTest.Workloads;

/// <summary>
/// The load of <see cref="ToServer"/>, from one sender and as fast as it goes, over so many connections in turn, each message on another one: what connections
/// cost that have little to send each.
/// </summary>
internal sealed class Spread(int connections) : IWorkload
{
    public string Key => $"spread-{connections}";

    public string Title => $"one-way client → server, {Connections}";

    /// <summary>Over how many.</summary>
    public string Connections => connections == 1 ? "1 connection" : $"{Reporting.Numbers.Format(connections, 0)} connections";

    public IReadOnlyList<Figure> Figures { get; } = [new("messages/s", MoreIsBetter: true, IsMain: false)];

    public bool Includes(IContender contender) => contender.HasAudience;

    public async Task<Measurement> RunAsync(LoadClient client)
    {
        await client.ResetAsync(connections);
        await using ConnectionSet set = await client.ConnectManyAsync(connections);
        await set.EchoAsync();
        var elapsed = TimeSpan.Zero;
        long seq = 0;
        Cost cost = await client.MeasureAsync(async () =>
        {
            long start = Stopwatch.GetTimestamp();
            do
                await set[(int)(seq % connections)].PostAsync(MessageShape.Line, seq++);
            while (seq % ToServer.Stride != 0 || Stopwatch.GetElapsedTime(start) < client.Options.Duration);
            await client.Server.WaitForAsync(seq);
            elapsed = Stopwatch.GetElapsedTime(start);
            return seq;
        });
        return new Measurement([seq / elapsed.TotalSeconds], cost);
    }
}

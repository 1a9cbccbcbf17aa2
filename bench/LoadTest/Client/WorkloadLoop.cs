using System.Text.Json;
using LoadTest.Metering;
using LoadTest.Workloads;

namespace LoadTest.Client;

/// <summary>The process of a client: runs the workloads that are named on its standard input, a line each, and prints what it measured, a line each.</summary>
internal static class WorkloadLoop
{
    public static async Task RunAsync(LoadClient client)
    {
        while (await Console.In.ReadLineAsync() is { } key)
        {
            await client.ResetAsync();
            Measurement measurement = await Schedule.Find(key).RunAsync(client);
            Console.WriteLine(JsonSerializer.Serialize(measurement, MeterJson.Default.Measurement));
        }
    }
}

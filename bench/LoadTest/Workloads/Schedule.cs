using LoadTest.Messages;

namespace LoadTest.Workloads;

/// <summary>What is run, in the order of the tables.</summary>
internal static class Schedule
{
    private const int Large = 4 * 1024;
    private const int Huge = 1024 * 1024;

    public static IReadOnlyList<IWorkload> All { get; } =
    [
        new RoundTrip(),
        new InFlight(),
        new ToServer(Payload.SmallSize),
        new ToClient(Payload.SmallSize),
        new ToServer(Large),
        new ToClient(Large),
        new ToServer(Huge),
        new ToClient(Huge),
        new Download(),
        new Upload(),
        new Broadcast(),
        new Connections(),
    ];

    public static IWorkload Find(string key) => All.Single(workload => workload.Key == key);
}

using LoadTest.Messages;

namespace LoadTest.Workloads;

/// <summary>What is run, in the order of the tables.</summary>
internal static class Schedule
{
    public static IReadOnlyList<IWorkload> All { get; } =
    [
        new RoundTrip(),
        new InFlight(),
        .. OneWay(MessageShape.Line),
        .. OneWay(MessageShape.Document),
        .. OneWay(MessageShape.Tick),
        .. OneWay(MessageShape.Blob),
        new Download(),
        new Upload(),
        new Broadcast(atATime: 20),
        new Broadcast(atATime: 1),
        new Connections(),
        new Spread(1),
        new Spread(10),
        new Spread(100),
        new Spread(1000),
    ];

    public static IWorkload Find(string key) => All.Single(workload => workload.Key == key);

    private static IEnumerable<IWorkload> OneWay(MessageShape shape) => [new ToServer(shape), new ToClient(shape)];
}

using LoadTest.Client;
using LoadTest.Contenders;
using LoadTest.Messages;
using LoadTest.Metering;

namespace LoadTest.Workloads;

/// <summary>Messages in one direction, as fast as they go, on one connection. Over when the last one has arrived.</summary>
internal abstract class OneWay(string key, string direction, int size) : IWorkload
{
    public string Key => size == Payload.SmallSize ? key : $"{key}-{size}";

    public string Title => size == Payload.SmallSize ? $"one-way {direction}" : $"one-way {direction}, {Words(size)}";

    public IReadOnlyList<Figure> Figures { get; } = [new("messages/s", MoreIsBetter: true)];

    protected int Size => size;

    public bool Includes(IContender contender) => size == Payload.SmallSize || contender.Format == MessageFormat.Raw;

    public abstract Task<Measurement> RunAsync(LoadClient client);

    private static string Words(int size) => size < 1024 * 1024 ? $"{size / 1024} KiB" : $"{size / 1024 / 1024} MiB";
}

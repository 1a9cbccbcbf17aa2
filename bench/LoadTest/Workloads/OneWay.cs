using LoadTest.Client;
using LoadTest.Contenders;
using LoadTest.Messages;
using LoadTest.Metering;

namespace LoadTest.Workloads;

/// <summary>Messages in one direction, as fast as they go, on one connection. Over when the last one has arrived.</summary>
internal abstract class OneWay(string key, string direction, MessageShape shape) : IWorkload
{
    public string Key => shape.Key(key);

    public string Title => shape.Title($"one-way {direction}");

    public IReadOnlyList<Figure> Figures { get; } = [new("messages/s", MoreIsBetter: true)];

    protected MessageShape Shape => shape;

    public bool Includes(IContender contender) => contender.Carries(shape);

    public abstract Task<Measurement> RunAsync(LoadClient client);
}

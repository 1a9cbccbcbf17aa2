using LoadTest.Messages;
using LoadTest.Server;
using StreamJsonRpc;

namespace LoadTest.Contenders.StreamJsonRpc;

/// <summary>What the server does for one connection.</summary>
internal sealed class Feed(ServerState state)
{
    /// <summary>Streams at their best: at the defaults, each item is asked for, and waited for, alone.</summary>
    public static readonly JsonRpcEnumerableSettings Batches = new() { MinBatchSize = 64, MaxReadAhead = 256 };

#pragma warning disable CA1822 // Targets are called on an instance.
    public Line Echo(Line line) => line;

    public IAsyncEnumerable<Line> Download(int count) => LineStream.Of(count).WithJsonRpcSettings(Batches);

    public Task<int> Upload(IAsyncEnumerable<Line> lines) => LineStream.CheckAsync(lines);
#pragma warning restore CA1822

    public void Post(Line line) => state.Incoming.Take(line);

    public void PostDocument(Document document) => state.Incoming.Take(document);

    public void PostTick(Tick tick) => state.Incoming.Take(tick);
}

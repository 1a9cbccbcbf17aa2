using TypedWs.Tests.Peers;

namespace TypedWs.Tests.Streams;

/// <summary>What an item costs in memory, on both sides together, all threads counted.</summary>
[Collection(nameof(AllocationTests))]
[CollectionDefinition(nameof(AllocationTests), DisableParallelization = true)]
public sealed class AllocationTests : PeerTest
{
    private const int Items = 200_000;

    [Theory]
    [InlineData(WireFormat.Json)]
    [InlineData(WireFormat.MessagePack)]
    public async Task Download_InTheSteadyState_AllocatesItsItemsAndLittleElse(WireFormat format)
    {
        (Side consumer, Side producer) = CreatePair(format);
        var answer = new Answer("0123456789");
        producer.Handlers.List = (_, _) => Repeat(answer);
        long expected = SizeOf(static () => new Answer(new string('x', 10)));
        await Drain(consumer, Items / 10);

        long before = GC.GetTotalAllocatedBytes(precise: true);
        await Drain(consumer, Items);
        double perItem = (GC.GetTotalAllocatedBytes(precise: true) - before) / (double)Items;

        // What a batch costs is spread over its items: a few hundred bytes for some two hundred of them.
        Assert.InRange(perItem, expected, expected + 16);
    }

    private static async Task Drain(Side consumer, int count)
    {
        int taken = 0;
        await foreach (Answer answer in consumer.List("", Limit))
        {
            if (++taken == count)
                break;
        }

        Assert.Equal(count, taken);
    }

#pragma warning disable CS1998 // The source is always ready.
    private static async IAsyncEnumerable<Answer> Repeat(Answer answer)
    {
        while (true)
            yield return answer;
    }
#pragma warning restore CS1998

    private static long SizeOf(Func<object> create)
    {
        object kept = create();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
            kept = create();
        long size = (GC.GetAllocatedBytesForCurrentThread() - before) / 1000;
        GC.KeepAlive(kept);
        return size;
    }
}

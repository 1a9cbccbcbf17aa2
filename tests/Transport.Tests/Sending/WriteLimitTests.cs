namespace TypedWs.Transport.Tests.Sending;

public sealed class WriteLimitTests
{
    private static readonly TimeSpan Quick = TimeSpan.FromMilliseconds(1);

    [Fact]
    public void Learn_QuickAndFull_DoublesUpToTheLargest()
    {
        var limit = new WriteLimit();
        var seen = new List<int>();

        for (int i = 0; i < 5; i++)
        {
            seen.Add(limit.Bytes / 1024);
            limit.Learn(limit.Bytes, Quick);
        }

        Assert.Equal([128, 256, 512, 1024, 1024], seen);
    }

    [Fact]
    public void Learn_QuickButShort_SaysNothing()
    {
        var limit = new WriteLimit();

        limit.Learn(WriteLimit.Smallest / 2, Quick);

        Assert.Equal(WriteLimit.Smallest, limit.Bytes);
    }

    [Fact]
    public void Learn_NeitherQuickNorSlow_Stays()
    {
        var limit = new WriteLimit();
        limit.Learn(limit.Bytes, Quick);

        limit.Learn(limit.Bytes, TimeSpan.FromMilliseconds(20));

        Assert.Equal(2 * WriteLimit.Smallest, limit.Bytes);
    }

    [Fact]
    public void Learn_Slow_BeginsAnew()
    {
        var limit = new WriteLimit();
        limit.Learn(limit.Bytes, Quick);

        limit.Learn(1, TimeSpan.FromMilliseconds(50));

        Assert.Equal(WriteLimit.Smallest, limit.Bytes);
    }
}

using System.IO.Compression;
using System.Reflection;

namespace TypedWs.Transport.Tests.Memory;

/// <summary>What an idle connection is made of. The bytes are counted exactly, on one thread, of objects that are all made on it.</summary>
public sealed class FootprintTests
{
    private const int MostBytesOfAConnection = 1280;
    private const int Attempts = 5;

    [Theory]
    [InlineData(WsRole.Client)]
    [InlineData(WsRole.Server)]
    public async Task Constructor_AllocatesLittle(WsRole role)
    {
        var options = new WsConnectionOptions();
        await using var stream = new SilentStream();
        _ = new WsConnection(stream, role, options);

        long least = long.MaxValue;
        for (int i = 0; i < Attempts; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            _ = new WsConnection(stream, role, options);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.InRange(least, 1, MostBytesOfAConnection);
    }

    [Fact]
    public void Options_SameValues_AreSharedByConnections()
    {
        var mine = new WsConnectionOptions { MaxMessageSize = 4711 };
        var compressed = new WsConnectionOptions { Compression = new WsCompressionOptions { MinMessageSize = 17 } };

        Assert.Same(mine.Validated(), mine.Validated());
        Assert.Same(compressed.Validated(), compressed.Validated());
        Assert.NotSame(mine, mine.Validated());

        // Other tests have other values in between.
        Assert.Contains(Enumerable.Range(0, 1000), static _ => ReferenceEquals(new WsConnectionOptions().Validated(), new WsConnectionOptions().Validated()));
    }

    [Fact]
    public void Options_ChangedLater_LeaveTheCopyAlone()
    {
        var options = new WsConnectionOptions { Compression = new WsCompressionOptions() };
        WsConnectionOptions copy = options.Validated();

        options.MaxMessageSize = 5;
        options.Compression.Level = CompressionLevel.SmallestSize;

        Assert.Equal((1024 * 1024, CompressionLevel.Fastest), (copy.MaxMessageSize, copy.Compression!.Level));
        Assert.Equal((5, CompressionLevel.SmallestSize), (options.Validated().MaxMessageSize, options.Validated().Compression!.Level));
    }

    [Fact]
    public void Options_AnyValueChanged_AreCopiedAnew()
    {
        foreach (PropertyInfo property in Properties(typeof(WsConnectionOptions)))
        {
            var options = new WsConnectionOptions { Compression = new WsCompressionOptions() };
            WsConnectionOptions before = options.Validated();

            property.SetValue(options, Other(property.GetValue(options)));

            Assert.False(ReferenceEquals(before, options.Validated()), $"{property.Name} was changed, and the old copy was used.");
        }

        foreach (PropertyInfo property in Properties(typeof(WsCompressionOptions)))
        {
            var options = new WsConnectionOptions { Compression = new WsCompressionOptions() };
            WsConnectionOptions before = options.Validated();

            property.SetValue(options.Compression, Other(property.GetValue(options.Compression)));

            Assert.False(ReferenceEquals(before, options.Validated()), $"Compression.{property.Name} was changed, and the old copy was used.");
        }
    }

    [Fact]
    public void ReconnectOptions_SetsThatNobodyAskedFor_HoldAsIfTheyWereThere()
    {
        var untouched = new WsReconnectOptions();
        var changed = new WsReconnectOptions();
        changed.StopStatuses.Remove(401);
        changed.StopCloseCodes.Add((WsCloseCode)4999);

        Assert.Equal((true, false), (untouched.StopsAt(401), changed.StopsAt(401)));
        Assert.Equal((false, true), (untouched.StopsAt((WsCloseCode)4999), changed.StopsAt((WsCloseCode)4999)));
        Assert.Contains(401, untouched.StopStatuses);
        Assert.True(untouched.StopsAt(404) && changed.StopsAt(404) && changed.StopsAt(WsCloseCode.Normal));
        Assert.Same(changed.StopStatuses, changed.StopStatuses);
    }

    private static IEnumerable<PropertyInfo> Properties(Type type)
        => type.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).Where(static property => property.CanWrite);

    private static object? Other(object? value) => value switch
    {
        int number => number - 1,
        bool flag => !flag,
        TimeSpan time => time + TimeSpan.FromSeconds(1),
        CompressionLevel => CompressionLevel.SmallestSize,
        WsCompressionOptions => null,
        TimeProvider => new Microsoft.Extensions.Time.Testing.FakeTimeProvider(),
        System.Buffers.ArrayPool<byte> => System.Buffers.ArrayPool<byte>.Create(),
        _ => throw new NotSupportedException($"Add a value of another kind: {value?.GetType()}."),
    };
}

using System.Buffers;

namespace TypedWs.Transport.Tests.Receiving;

public sealed class MessageAssemblyTests
{
    private readonly RecordingPool _pool = new();

    [Fact]
    public void Append_FirstMessage_GrowsWithWhatHasCome()
    {
        var assembly = new MessageAssembly(_pool);

        Fill(assembly, 40_000);

        Assert.Equal([4096, 8192, 16384, 32768, 65536], _pool.Rented);
    }

    [Fact]
    public void Append_AfterALargeMessage_TakesItsSizeAtOnce()
    {
        var assembly = new MessageAssembly(_pool);
        Fill(assembly, 40_000);
        assembly.Release();
        _pool.Rented.Clear();

        Fill(assembly, 40_000);

        Assert.Equal([40_000], _pool.Rented);
    }

    [Fact]
    public void Append_AfterASmallMessage_BeginsSmallAgain()
    {
        var assembly = new MessageAssembly(_pool);
        Fill(assembly, 40_000);
        assembly.Release();
        Fill(assembly, 1000);
        assembly.Release();
        _pool.Rented.Clear();

        Fill(assembly, 1000);

        Assert.Equal([4096], _pool.Rented);
    }

    private static void Fill(MessageAssembly assembly, int length)
    {
        for (int left = length; left > 0; left -= 1000)
            assembly.Append(new byte[1000]);
        Assert.Equal(length, assembly.Length);
    }

    /// <summary>Gives exactly what is asked for.</summary>
    private sealed class RecordingPool : ArrayPool<byte>
    {
        public List<int> Rented { get; } = [];

        public override byte[] Rent(int minimumLength)
        {
            Rented.Add(minimumLength);
            return new byte[minimumLength];
        }

        public override void Return(byte[] array, bool clearArray = false)
        {
        }
    }
}

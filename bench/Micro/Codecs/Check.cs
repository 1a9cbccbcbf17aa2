namespace Micro.Codecs;

/// <summary>Stops a benchmark whose contenders do not do the same.</summary>
internal static class Check
{
    public static void Same(ReadOnlySpan<byte> expected, ReadOnlySpan<byte> actual)
    {
        if (!expected.SequenceEqual(actual))
            throw new InvalidDataException($"The codecs differ: {Convert.ToHexString(expected)} and {Convert.ToHexString(actual)}.");
    }
}

namespace TypedWs.Tests.Codecs;

/// <summary>Ordinary and boundary values of each primitive.</summary>
internal static class PrimitiveValues
{
    internal static readonly byte[] Bytes = [0, 1, 31, 127, 128, 255];
    internal static readonly sbyte[] SBytes = [-128, -33, -32, -1, 0, 1, 127];
    internal static readonly short[] Int16s = [short.MinValue, -129, -128, -33, -1, 0, 127, 128, 255, 256, short.MaxValue];
    internal static readonly ushort[] UInt16s = [0, 127, 128, 255, 256, ushort.MaxValue];
    internal static readonly int[] Int32s = [int.MinValue, -32769, -32768, -129, -33, -1, 0, 127, 255, 65535, 65536, int.MaxValue];
    internal static readonly uint[] UInt32s = [0, 127, 255, 65535, 65536, uint.MaxValue];
    internal static readonly long[] Int64s = [long.MinValue, int.MinValue - 1L, int.MinValue, -1, 0, 127, uint.MaxValue, uint.MaxValue + 1L, long.MaxValue];
    internal static readonly ulong[] UInt64s = [0, 127, uint.MaxValue, long.MaxValue, ulong.MaxValue];
    internal static readonly float[] Singles = [float.MinValue, -1.5f, -0f, 0, float.Epsilon, 0.1f, 16777217, float.MaxValue];
    internal static readonly double[] Doubles = [double.MinValue, -1.5, -0d, 0, double.Epsilon, 0.1, 1e21, Math.PI, double.MaxValue];
    internal static readonly decimal[] Decimals =
        [decimal.MinValue, -1.50m, 0, 0.0000000000000000000000000001m, -7.9228162514264337593543950335m, 1.0m, decimal.MaxValue];

    internal static readonly string[] Strings =
    [
        "", "a", "ünïcödé €", "😀", "\"\\/\b\f\n\r\t\u0000\u001f", "<script>&'+`", new('x', 31), new('x', 32), new('é', 255), new('x', 256), new('€', 70_000),
    ];

    internal static readonly char[] Chars = ['a', '\0', '"', 'é', '€', '\uFFFF'];

    internal static readonly Guid[] Guids = [Guid.Empty, Guid.AllBitsSet, new("00112233-4455-6677-8899-aabbccddeeff")];

    internal static readonly DateTime[] DateTimes =
    [
        DateTime.SpecifyKind(DateTime.MinValue, DateTimeKind.Utc), DateTime.UnixEpoch, new(2025, 12, 31, 23, 59, 58, DateTimeKind.Utc),
        new(638_000_000_000_000_001, DateTimeKind.Utc), new(2514, 5, 30, 1, 53, 4, DateTimeKind.Utc), DateTime.SpecifyKind(DateTime.MaxValue, DateTimeKind.Utc),
    ];

    internal static readonly DateTimeOffset[] DateTimeOffsets =
    [
        DateTimeOffset.MinValue, DateTimeOffset.UnixEpoch, new(2025, 2, 28, 12, 0, 0, TimeSpan.FromMinutes(330)),
        new(638_000_000_000_000_001, TimeSpan.FromHours(-14)), new(2025, 1, 1, 0, 0, 0, TimeSpan.FromHours(14)), DateTimeOffset.MaxValue,
    ];

    internal static readonly TimeSpan[] TimeSpans =
        [TimeSpan.MinValue, TimeSpan.FromTicks(-1), TimeSpan.Zero, TimeSpan.FromTicks(1), new(1, 2, 3, 4, 500), TimeSpan.MaxValue];

    internal static readonly DateOnly[] Dates = [DateOnly.MinValue, new(1970, 1, 1), new(2024, 2, 29), DateOnly.MaxValue];
    internal static readonly TimeOnly[] Times = [TimeOnly.MinValue, new(12, 30), new(1), new(23, 59, 58, 500), TimeOnly.MaxValue];

    internal static readonly Uri[] Uris =
        [new("https://example.org/a b?q=é#f"), new("/relative/path", UriKind.Relative), new("HTTP://EXAMPLE.org"), new("", UriKind.Relative)];

    internal static readonly byte[][] Binaries = [[], [0], [1, 2, 3], [.. Enumerable.Range(0, 256).Select(static i => (byte)i)], new byte[70_000]];
}

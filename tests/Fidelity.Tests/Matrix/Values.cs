using System.Numerics;
using System.Text;
using CsCheck;

namespace TypedWs.Fidelity.Tests.Matrix;

/// <summary>Values of scalars: limits and lengths of every header more often than chance has them.</summary>
internal static class Values
{
    internal static readonly Gen<Rune> Runes = Gen.Frequency(
        (4, Gen.Int[0x20, 0x7e]),
        (1, Gen.Int[0, 0x1f]),
        (1, Gen.Int[0x7f, 0xd7ff]),
        (1, Gen.Int[0xe000, 0x10ffff])).Select(static scalar => new Rune(scalar));

    internal static readonly Gen<string> Strings = Gen.Frequency(
        (8, Runes.Array[0, 40]),
        (1, Runes.Array[200, 300])).Select(static runes => string.Concat(runes));

    internal static readonly Gen<char> Chars = Gen.Frequency((4, Gen.Char[' ', '~']), (1, Gen.Char['\0', '\ud7ff']), (1, Gen.Char['\ue000', '\uffff']));

    internal static readonly Gen<double> Doubles = Gen.Frequency(
        (1, AnyOf<double>(0, -0.0, double.MinValue, double.MaxValue, double.Epsilon, 1e21, 1e-7, 123456789012345680)),
        (2, Gen.Int[-1000, 1000].Select(static number => number / 8.0)),
        (2, Gen.Long.Select(BitConverter.Int64BitsToDouble).Select(static number => double.IsFinite(number) ? number : 0)));

    internal static readonly Gen<float> Singles = Gen.Frequency(
        (1, AnyOf<float>(0, -0f, float.MinValue, float.MaxValue, float.Epsilon, 1e21f, 0.1f)),
        (2, Gen.Int.Select(BitConverter.Int32BitsToSingle).Select(static number => float.IsFinite(number) ? number : 0)));

    internal static readonly Gen<Half> Halves = Gen.UShort.Select(BitConverter.UInt16BitsToHalf).Select(static number => Half.IsFinite(number) ? number : default);

    internal static readonly Gen<decimal> Decimals = Gen.Frequency(
        (1, AnyOf(decimal.MinValue, decimal.MaxValue, decimal.Zero, 1.00m, -0.0000000000000000000000000001m)),
        (4, Gen.Select(Gen.Int, Gen.Int, Gen.Int, Gen.Bool, Gen.Int[0, 28], static (low, middle, high, isNegative, scale)
            => new decimal(low, middle % 3 == 0 ? middle : 0, high % 5 == 0 ? high : 0, isNegative, (byte)scale))));

    internal static readonly Gen<Int128> Int128s = Gen.Select(Gen.ULong, Gen.ULong, Gen.Int[0, 127], static (high, low, shift) => (Int128)new UInt128(high, low) >> shift);

    internal static readonly Gen<BigInteger> BigIntegers = Gen.Byte.Array[0, 100].Select(static bytes => new BigInteger(bytes));

    internal static readonly Gen<DateTime> Dates = Ticks(DateTime.MaxValue.Ticks).Select(static ticks => new DateTime(ticks, DateTimeKind.Utc));

    internal static readonly Gen<DateTimeOffset> Offsets = Gen.Select(
        Ticks(DateTime.MaxValue.Ticks - (2 * TimeSpan.TicksPerDay)),
        Gen.Int[-840, 840],
        static (ticks, minutes) => new DateTimeOffset(ticks + TimeSpan.TicksPerDay, TimeSpan.FromMinutes(minutes)));

    internal static readonly Gen<TimeSpan> Spans = Gen.Frequency(
        (1, AnyOf(TimeSpan.MinValue, TimeSpan.MaxValue, TimeSpan.Zero)),
        (4, Gen.Select(Gen.Long, Gen.Int[0, 63], static (ticks, shift) => new TimeSpan(ticks >> shift))));

    internal static readonly Gen<Version> Versions = Gen.Int[0, int.MaxValue].Array[2, 4].Select(static parts => Version.Parse(string.Join('.', parts)));

    internal static readonly Gen<Uri> Uris = AnyOf(
        new Uri("https://example.org/a%20b?q=ü#f"),
        new Uri("relative/path", UriKind.Relative),
        new Uri("ws://[::1]:80/"));

    internal static Gen<T> AnyOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    internal static Gen<T?> Null<T>() => Gen.Bool.Select(static _ => default(T?));

    internal static Gen<long> Integers(long min, long max)
        => Gen.Frequency(
            (1, AnyOf(min, max, 0L)),
            (4, Gen.Select(Gen.Long, Gen.Int[0, 63], (number, shift) => Math.Clamp(number >> shift, min, max))));

    internal static Gen<long> Ticks(long max)
        => Gen.Select(Gen.Long[0, max], AnyOf<long>(1, 10, TimeSpan.TicksPerMillisecond, TimeSpan.TicksPerSecond, TimeSpan.TicksPerDay), static (ticks, unit) => ticks - (ticks % unit));
}

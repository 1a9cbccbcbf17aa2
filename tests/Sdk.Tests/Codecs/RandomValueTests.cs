using System.Globalization;
using System.Text;
using System.Text.Json;
using MessagePack;
using MessagePack.Resolvers;
using TypedWs.CompilerServices;
using Factory = TypedWs.CompilerServices.Codecs;

namespace TypedWs.Tests.Codecs;

/// <summary>Values at random: where codecs take a short way, it leads to the same as the way of the libraries.</summary>
public class RandomValueTests
{
    private const int Count = 2_000;

    private static readonly MessagePackSerializerOptions Standard = MessagePackSerializerOptions.Standard.WithResolver(StandardResolver.Instance);

    [Fact]
    public void Strings_OfAnyCharacters_AsTheLibrariesDo() => Check(Factory.String, NextString);

    [Fact]
    public void Int64s_OfAnyLength_AsTheLibrariesDo() => Check(Factory.Int64, static random => random.NextInt64(long.MinValue, long.MaxValue) >> random.Next(64));

    [Fact]
    public void UInt64s_OfAnyLength_AsTheLibrariesDo()
        => Check(Factory.UInt64, static random => (ulong)random.NextInt64(long.MinValue, long.MaxValue) >> random.Next(64));

    [Fact]
    public void Decimals_OfAnyScale_AsTheLibrariesDo()
        => Check(Factory.Decimal, static random => new decimal(
            random.Next(),
            random.Next(2) == 0 ? 0 : random.Next(int.MinValue, int.MaxValue),
            random.Next(4) == 0 ? random.Next() : 0,
            random.Next(2) == 0,
            (byte)random.Next(29)));

    [Fact]
    public void Doubles_OfAnyBits_AsTheLibrariesDo() => Check(Factory.Double, NextDouble);

    [Fact]
    public void DateTimes_OfAnyFraction_AsTheLibrariesDo() => Check(Factory.DateTime, static random => new DateTime(NextTicks(random), DateTimeKind.Utc));

    [Fact]
    public void DateTimeOffsets_OfAnyOffset_AsTheLibrariesDo()
        => Check(Factory.DateTimeOffset, static random =>
        {
            long ticks = Math.Clamp(NextTicks(random), TimeSpan.TicksPerDay, DateTime.MaxValue.Ticks - TimeSpan.TicksPerDay);
            return new DateTimeOffset(ticks, TimeSpan.FromMinutes(random.Next(-840, 841)));
        });

    [Fact]
    public void Numbers_InAnyNotation_ReadAsSystemTextJsonDoes()
    {
        Random random = new(20260102);
        for (int i = 0; i < Count; i++)
        {
            string json = NextNumber(random);

            Assert.Equal(JsonSerializer.Deserialize<double>(json), Wire.FromJson(Factory.Double, json));
            decimal expected = JsonSerializer.Deserialize<decimal>(json);
            Assert.Equal(decimal.GetBits(expected), decimal.GetBits(Wire.FromJson(Factory.Decimal, json)));
        }
    }

    private static void Check<T>(ValueCodec<T> codec, Func<Random, T> next)
    {
        Random random = new(20260101);
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        for (int i = 0; i < Count; i++)
        {
            T value = next(random);
            byte[] json = Wire.ToJson(codec, value);
            byte[] messagePack = Wire.ToMessagePack(codec, value);

            Assert.Equal(Encoding.UTF8.GetString(JsonSerializer.SerializeToUtf8Bytes(value)), Encoding.UTF8.GetString(json));
            Assert.Equal(MessagePackSerializer.Serialize(value, Standard, cancellationToken), messagePack);
            Assert.Equal(JsonSerializer.Deserialize<T>(json), Wire.FromJson(codec, json));
            Assert.Equal(MessagePackSerializer.Deserialize<T>(messagePack, Standard, cancellationToken), Wire.FromMessagePack(codec, messagePack));
        }
    }

    // Mostly plain, with everything that is escaped or takes several bytes, up to and beyond the length of each header.
    private static string NextString(Random random)
    {
        int rarity = random.Next(1, 200);
        StringBuilder text = new();
        for (int length = random.Next(random.Next(4) == 0 ? 70_000 >> random.Next(8) : 300); text.Length < length;)
        {
            text.Append(random.Next(rarity) > 0 ? (char)random.Next('a', 'z') : "\"\\/\u0000\u001f\u007f\u0080é&<>'`+ü€\u2028\uffff~ "[random.Next(20)]);
            if (random.Next(rarity * 4) == 0)
            {
                text.Append(Rune.ReplacementChar).Append(new Rune(random.Next(0x10000, 0x110000)));
            }
        }

        return text.ToString();
    }

    private static double NextDouble(Random random)
    {
        double value = random.Next(3) switch
        {
            0 => BitConverter.Int64BitsToDouble(random.NextInt64()),
            1 => Math.Round(random.NextDouble() * 1_000, random.Next(8)),
            _ => random.Next(-1_000, 1_000),
        };
        return double.IsFinite(value) ? value : 0;
    }

    private static string NextNumber(Random random)
    {
        string integer = random.NextInt64(1L << random.Next(1, 62)).ToString(CultureInfo.InvariantCulture);
        string fraction = random.Next(3) == 0 ? "" : "." + string.Concat(Enumerable.Range(0, random.Next(1, 12)).Select(_ => (char)('0' + random.Next(10))));
        string exponent = random.Next(4) > 0 ? "" : $"{"eE"[random.Next(2)]}{new[] { "", "+", "-" }[random.Next(3)]}{random.Next(8)}";
        return $"{(random.Next(2) == 0 ? "-" : "")}{integer}{fraction}{exponent}";
    }

    private static long NextTicks(Random random)
    {
        long[] units = [1, 10, TimeSpan.TicksPerMillisecond, TimeSpan.TicksPerSecond, TimeSpan.TicksPerDay];
        long ticks = random.NextInt64(random.Next(2) == 0 ? DateTime.UnixEpoch.Ticks : 0, DateTime.MaxValue.Ticks);
        return ticks - (ticks % units[random.Next(units.Length)]);
    }
}

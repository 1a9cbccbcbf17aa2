using TypedWs.CompilerServices;
using Factory = TypedWs.CompilerServices.Codecs;

namespace TypedWs.Tests.Codecs;

/// <summary>Payloads cut short and changed at random: they are read, or refused with a <see cref="PayloadException"/>; nothing else happens.</summary>
public class HostileInputTests
{
    private const int Mutations = 100_000;

    private static readonly Sample[] Samples =
    [
        new Sample<Order>(
            OrderCodec.Instance,
            new Order("ada ü😀", [new Item("tea", 2.50m, new() { ["cups"] = 2, ["é"] = -70_000 }), new Item("milk \"\\", 1m)], null, 700)),
        new Sample<Dictionary<string, List<int[]>>>(
            Factory.Dictionary(Factory.List(Factory.Array(Factory.Int32))),
            new() { ["a"] = [[1], [], [2, int.MinValue]], ["b"] = [] }),
        new Sample<DateTimeOffset[]>(Factory.Array(Factory.DateTimeOffset), PrimitiveValues.DateTimeOffsets),
        new Sample<DateTime[]>(Factory.Array(Factory.DateTime), PrimitiveValues.DateTimes),
        new Sample<TimeSpan[]>(Factory.Array(Factory.TimeSpan), PrimitiveValues.TimeSpans),
        new Sample<DateOnly[]>(Factory.Array(Factory.DateOnly), PrimitiveValues.Dates),
        new Sample<TimeOnly[]>(Factory.Array(Factory.TimeOnly), PrimitiveValues.Times),
        new Sample<Guid[]>(Factory.Array(Factory.Guid), PrimitiveValues.Guids),
        new Sample<char[]>(Factory.Array(Factory.Char), PrimitiveValues.Chars),
        new Sample<Uri[]>(Factory.Array(Factory.Uri), PrimitiveValues.Uris),
        new Sample<decimal[]>(Factory.Array(Factory.Decimal), PrimitiveValues.Decimals),
        new Sample<float[]>(Factory.Array(Factory.Single), PrimitiveValues.Singles),
        new Sample<double[]>(Factory.Array(Factory.Double), PrimitiveValues.Doubles),
        new Sample<byte[][]>(Factory.Array(Factory.Binary), [[1, 2, 3], []]),
        new Sample<bool?[]>(Factory.Array(Factory.Nullable(Factory.Boolean)), [true, null]),
        new Sample<ulong[]>(Factory.Array(Factory.UInt64), PrimitiveValues.UInt64s),
        new Sample<sbyte[]>(Factory.Array(Factory.SByte), PrimitiveValues.SBytes),
        new Sample<DayOfWeek[]>(Factory.Array(Factory.Enum(("Sunday", DayOfWeek.Sunday), ("Monday", DayOfWeek.Monday))), [DayOfWeek.Monday, DayOfWeek.Friday]),
    ];

    [Fact]
    public void Read_TruncatedAnywhere_Refused()
    {
        foreach (Sample sample in Samples)
        {
            for (int length = 0; length < sample.Json.Length; length++)
            {
                Assert.False(sample.TryReadJson(sample.Json.AsSpan(0, length)), $"{sample} in JSON, {length} bytes");
            }

            for (int length = 0; length < sample.MessagePack.Length; length++)
            {
                Assert.False(sample.TryReadMessagePack(sample.MessagePack.AsMemory(0, length)), $"{sample} in MessagePack, {length} bytes");
            }

            Assert.True(sample.TryReadJson(sample.Json), $"{sample} in JSON");
            Assert.True(sample.TryReadMessagePack(sample.MessagePack), $"{sample} in MessagePack");
        }
    }

    [Fact]
    public void Read_Mutated_SucceedsOrIsRefused()
    {
        Random random = new(20251231);
        int refused = 0;
        for (int i = 0; i < Mutations; i++)
        {
            Sample sample = Samples[i % Samples.Length];
            byte[] json = Mutate(sample.Json, random);
            byte[] messagePack = Mutate(sample.MessagePack, random);
            try
            {
                refused += sample.TryReadJson(json) ? 0 : 1;
                refused += sample.TryReadMessagePack(messagePack) ? 0 : 1;
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                Assert.Fail($"{sample}: {exception.GetType().Name} for {Convert.ToHexString(json)} or {Convert.ToHexString(messagePack)}\n{exception}");
            }
        }

        // Were nearly all refused or accepted, the mutations would test little.
        Assert.InRange(refused, Mutations / 5, Mutations * 2 * 49 / 50);
    }

    private static byte[] Mutate(byte[] payload, Random random)
    {
        List<byte> bytes = [.. payload];
        for (int changes = random.Next(1, 4); changes > 0 && bytes.Count > 0; changes--)
        {
            int at = random.Next(bytes.Count);
            switch (random.Next(4))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 2:
                    bytes.RemoveAt(at);
                    break;
                default:
                    bytes.Insert(at, bytes[random.Next(bytes.Count)]);
                    break;
            }
        }

        return [.. bytes];
    }

    private abstract class Sample
    {
        internal abstract byte[] Json { get; }

        internal abstract byte[] MessagePack { get; }

        internal abstract bool TryReadJson(ReadOnlySpan<byte> json);

        internal abstract bool TryReadMessagePack(ReadOnlyMemory<byte> messagePack);
    }

    private sealed class Sample<T>(ValueCodec<T> codec, T value) : Sample
    {
        internal override byte[] Json { get; } = Wire.ToJson(codec, value);

        internal override byte[] MessagePack { get; } = Wire.ToMessagePack(codec, value);

        public override string ToString() => typeof(T).ToString();

        internal override bool TryReadJson(ReadOnlySpan<byte> json)
        {
            try
            {
                Wire.FromJson(codec, json);
                return true;
            }
            catch (PayloadException)
            {
                return false;
            }
        }

        internal override bool TryReadMessagePack(ReadOnlyMemory<byte> messagePack)
        {
            try
            {
                Wire.FromMessagePack(codec, messagePack);
                return true;
            }
            catch (PayloadException)
            {
                return false;
            }
        }
    }
}

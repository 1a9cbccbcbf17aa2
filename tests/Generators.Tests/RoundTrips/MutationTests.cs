using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using TypedWs.CompilerServices;

namespace TypedWs.Generators.Tests.RoundTrips;

/// <summary>Payloads that are nearly right: each is read or refused with a <see cref="PayloadException"/>, never anything else.</summary>
public sealed class MutationTests
{
    private const int Rounds = 4000;

    private const string Text = """{"a":[1,-2.5e3,{"b":null,"\u00e9":false}],"c":"x\ud83d\ude00"}""";

    private static readonly Drawing Drawing = new(
        new Group { Name = "g", Shapes = [new Circle { Radius = 1.5 }, new Group()] },
        null,
        [new Circle()],
        new Cat(4, "Tom"),
        new Bike("b"),
        new Song { Notes = [new Note { Pitch = 300 }] },
        new Triangle(1, 2));

    private static readonly Composed Composed = new((1, "a"), Tuple.Create(2, Guid.Empty), new("k", 3), [new(4, null)], (1, 2, 3, 4, 5, 6, 7, 8));

    [Fact]
    public void PolymorphicTypes_Mutated_AreReadOrRefused() => Mutate(ZooCodecs.Drawing, Drawing);

    [Fact]
    public void Tuples_Mutated_AreReadOrRefused() => Mutate(ZooCodecs.Composed, Composed);

    [Fact]
    public void JsonValues_Mutated_AreReadOrRefused()
    {
        Mutate(Codecs.JsonElement, JsonElement.Parse(Text));
        Mutate(Codecs.JsonNode, System.Text.Json.Nodes.JsonNode.Parse(Text)!);
    }

    [Fact]
    public void Dictionaries_Mutated_AreReadOrRefused()
    {
        Mutate(Codecs.ImmutableDictionary(Codecs.Int64, Codecs.Half), ImmutableDictionary<long, Half>.Empty.Add(1, (Half)2));
        Mutate(Codecs.SortedList(Codecs.Guid, Codecs.BigInteger), new() { [Guid.Empty] = 1 << 20 });
        Mutate(Codecs.OrderedDictionary(Codecs.DateOnly, Codecs.Version), new() { [new(2025, 1, 2)] = new(1, 2) });
        Mutate(Codecs.Dictionary(Codecs.Char, Codecs.Rune), new() { ['a'] = new('b') });
        Mutate(Codecs.FrozenDictionary(Codecs.UInt128, Codecs.Int128), FrozenDictionary.Create<UInt128, Int128>([new(1, -2)]));
    }

    [Fact]
    public void ExtensionDataAndQuotedNumbers_Mutated_AreReadOrRefused()
    {
        Mutate(Combined.CombinedCodecs.Report, Wire.FromJson(
            Combined.CombinedCodecs.Report,
            """{"notice":{"kind":"opened","door":1,"x":"\u00e9"},"plain":{"y":[{}]},"others":[{"kind":2,"text":"t","z":{"a":1}}]}"""));
        Mutate(Combined.CombinedCodecs.Quantities, new() { ByNumber = { [-1] = 2 }, ByLargeNumber = { [3] = (Half)1.5 }, Large = -4 });
    }

    private static void Mutate<T>(ValueCodec<T> codec, T value)
    {
        Random random = new(20250102);
        byte[] json = Encoding.UTF8.GetBytes(Wire.ToJson(codec, value));
        byte[] messagePack = Wire.ToMessagePack(codec, value);
        int read = 0;
        for (int i = 0; i < Rounds; i++)
        {
            byte[] mutatedJson = Mutate(random, json);
            byte[] mutatedMessagePack = Mutate(random, messagePack);
            read += TryRead(() => ReadJson(codec, mutatedJson)) + TryRead(() => Wire.FromMessagePack(codec, mutatedMessagePack));
        }

        Assert.InRange(read, 1, (2 * Rounds) - 1);
    }

    private static T ReadJson<T>(ValueCodec<T> codec, byte[] json)
    {
        JsonValueReader reader = new(json);
        return codec.ReadJson(ref reader);
    }

    private static int TryRead<T>(Func<T> read)
    {
        try
        {
            read();
            return 1;
        }
        catch (PayloadException)
        {
            return 0;
        }
    }

    private static byte[] Mutate(Random random, byte[] payload)
    {
        List<byte> mutated = [.. payload];
        for (int i = random.Next(1, 4); i > 0 && mutated.Count > 0; i--)
        {
            int at = random.Next(mutated.Count);
            switch (random.Next(4))
            {
                case 0:
                    mutated[at] = (byte)random.Next(256);
                    break;
                case 1:
                    mutated.RemoveAt(at);
                    break;
                case 2:
                    mutated.Insert(at, payload[random.Next(payload.Length)]);
                    break;
                default:
                    mutated[at] = payload[random.Next(payload.Length)];
                    break;
            }
        }

        return [.. mutated];
    }
}

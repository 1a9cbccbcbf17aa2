using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using TypedWs.CompilerServices;
using static TypedWs.Tests.Codecs.Libraries;
using Factory = TypedWs.CompilerServices.Codecs;

namespace TypedWs.Tests.Codecs.Collections;

/// <summary>Every dictionary, against both libraries.</summary>
public class DictionaryTests
{
    public static TheoryData<int> Lengths => [0, 1, 3, 300];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Dictionaries_OfAnyLength_AreThoseOfTheLibraries(int length)
    {
        Dictionary<int, string> items = Enumerable.Range(0, length).ToDictionary(static i => (i * 31 % 1009) - 500, static i => $"{i}");

        AssertSame(Factory.Dictionary(Factory.Int32, Factory.String), items);
        AssertSame(Factory.DictionaryInterface(Factory.Int32, Factory.String), items);
        AssertSame(Factory.ReadOnlyDictionary(Factory.Int32, Factory.String), items);
        AssertSame(Factory.SortedDictionary(Factory.Int32, Factory.String), new(items));
        AssertSame(Factory.SortedList(Factory.Int32, Factory.String), new(items));
        AssertSame(Factory.OrderedDictionary(Factory.Int32, Factory.String), new(items));
        AssertSame(Factory.ImmutableSortedDictionary(Factory.Int32, Factory.String), items.ToImmutableSortedDictionary());
        AssertEqual(Factory.ImmutableDictionary(Factory.Int32, Factory.String), items.ToImmutableDictionary());
        AssertEqual<IImmutableDictionary<int, string>>(Factory.ImmutableDictionaryInterface(Factory.Int32, Factory.String), items.ToImmutableDictionary());
        AssertEqual(Factory.ConcurrentDictionary(Factory.Int32, Factory.String), new(items));
        AssertEqual(Factory.FrozenDictionary(Factory.Int32, Factory.String), items.ToFrozenDictionary(), isInMessagePack: false);
        AssertEqual(Factory.ReadOnlyDictionaryClass(Factory.Int32, Factory.String), new ReadOnlyDictionary<int, string>(items));
    }

    [Fact]
    public void FrozenDictionary_IsAMap()
        => AssertRoundTrips(
            Factory.FrozenDictionary(Factory.String, Factory.Int32),
            new Dictionary<string, int> { ["a"] = 1 }.ToFrozenDictionary(),
            """{"a":1}""",
            [0x81, 0xa1, (byte)'a', 1]);

    [Fact]
    public void EqualKeys_LastWins()
    {
        Assert.Equal("b", Wire.FromJson(Factory.ImmutableDictionary(Factory.Int32, Factory.String), """{"1":"a","01":"b"}""")[1]);
        Assert.Equal(2, Wire.FromMessagePack(Factory.FrozenDictionary(Factory.Int32, Factory.Int32), (byte[])[0x82, 1, 1, 0xd0, 1, 2])[1]);
        Assert.Equal(2, Wire.FromMessagePack(Factory.SortedList(Factory.Int32, Factory.Int32), (byte[])[0x82, 1, 1, 1, 2])[1]);
    }

    [Fact]
    public void OrderedDictionary_HasTheOrderOfThePayload()
        => Assert.Equal([3, 1, 2], Wire.FromJson(Factory.OrderedDictionary(Factory.Int32, Factory.Int32), """{"3":0,"1":0,"2":0,"1":5}""").Keys);

    [Fact]
    public void SeededComparer_ForKeysOfOneDefaultHash_TellsThemApart()
    {
        // All of them have the hash 0 by default.
        long[] keys = [.. Enumerable.Range(0, 1000).Select(static i => ((long)i << 32) | (uint)i)];
        IEqualityComparer<long> comparer = SeededComparer.For<long>()!;

        Assert.Single(keys.Select(static key => key.GetHashCode()).Distinct());
        Assert.InRange(keys.Select(comparer.GetHashCode).Distinct().Count(), 990, 1000);
        Assert.Null(SeededComparer.For<string>());
    }

    private static void AssertEqual<T>(ValueCodec<T> codec, T value, bool isInMessagePack = true)
        where T : IEnumerable<KeyValuePair<int, string>>
    {
        Assert.Equal(System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(value, WebJson), Wire.ToJson(codec, value));
        Assert.Equal(Sort(value), Sort(Wire.FromJson(codec, Wire.ToJson(codec, value))));
        Assert.Equal(Sort(value), Sort(Wire.FromMessagePack(codec, Wire.ToMessagePack(codec, value))));
        if (isInMessagePack)
        {
            Assert.Equal(
                MessagePack.MessagePackSerializer.Serialize(value, cancellationToken: TestContext.Current.CancellationToken),
                Wire.ToMessagePack(codec, value));
        }
    }

    private static IEnumerable<KeyValuePair<int, string>> Sort(IEnumerable<KeyValuePair<int, string>> entries) => entries.OrderBy(static entry => entry.Key);
}

using System.Collections.ObjectModel;
using System.Text.Json;
using MessagePack;
using TypedWs.CompilerServices;
using Factory = TypedWs.CompilerServices.Codecs;

namespace TypedWs.Tests.Codecs;

public class CollectionTests
{
    public static TheoryData<int> Lengths => [0, 1, 15, 16, 17, 255, 256, 257, 1000, 70_000];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Sequences_OfAnyLength_RoundTripAsTheLibrariesDo(int length)
    {
        int[] items = [.. Enumerable.Range(0, length)];

        Check(Factory.Array(Factory.Int32), items);
        Check(Factory.Enumerable(Factory.Int32), items);
        Check(Factory.ReadOnlyList(Factory.Int32), items);
        Check(Factory.ReadOnlyCollection(Factory.Int32), items);
        Check(Factory.List(Factory.Int32), [.. items]);
        Check(Factory.ListInterface(Factory.Int32), [.. items]);
        Check(Factory.Collection(Factory.Int32), [.. items]);
        Check(Factory.HashSet(Factory.Int32), [.. items]);
        Check(Factory.SetInterface(Factory.Int32), new HashSet<int>(items));
        Check(Factory.ReadOnlySet(Factory.Int32), new HashSet<int>(items));
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Dictionaries_OfAnyLength_RoundTripAsTheLibrariesDo(int length)
    {
        Dictionary<string, int> items = Enumerable.Range(0, length).ToDictionary(static i => $"k<{i}>", static i => i);

        CheckOne(Factory.Dictionary(Factory.Int32), items);
        CheckOne(Factory.DictionaryInterface(Factory.Int32), items);
        CheckOne(Factory.ReadOnlyDictionary(Factory.Int32), items);
        CheckOne(Factory.ReadOnlyDictionary(Factory.Int32), new ReadOnlyDictionary<string, int>(items));
    }

    [Fact]
    public void Sequences_ThatCanOnlyBeEnumerated_AreWrittenOnce()
    {
        int enumerations = 0;
        IEnumerable<int> Numbers()
        {
            enumerations++;
            yield return 1;
            yield return 2;
        }

        Assert.Equal("[1,2]", Wire.ToJsonText(Factory.Enumerable(Factory.Int32), Numbers()));
        Assert.Equal([0x92, 1, 2], Wire.ToMessagePack(Factory.Enumerable(Factory.Int32), Numbers()));
        Assert.Equal(2, enumerations);
    }

    [Fact]
    public void Sequences_ArrayOfADerivedType_IsWritten()
    {
        IReadOnlyList<object> items = new string[] { "a", "b" };

        Assert.Equal("""["a","b"]""", Wire.ToJsonText(Factory.ReadOnlyList(new TextCodec()), items));
        Assert.Equal([0x92, 0xa1, (byte)'a', 0xa1, (byte)'b'], Wire.ToMessagePack(Factory.ReadOnlyList(new TextCodec()), items));
    }

    [Fact]
    public void Interfaces_Read_AreArraysListsAndHashSets()
    {
        Assert.IsType<int[]>(Wire.FromJson(Factory.ReadOnlyList(Factory.Int32), "[1]"));
        Assert.IsType<List<int>>(Wire.FromJson(Factory.ListInterface(Factory.Int32), "[1]"));
        Assert.IsType<List<int>>(Wire.FromJson(Factory.Collection(Factory.Int32), "[1]"));
        Assert.IsType<HashSet<int>>(Wire.FromJson(Factory.SetInterface(Factory.Int32), "[1]"));
        Assert.IsType<Dictionary<string, int>>(Wire.FromJson(Factory.DictionaryInterface(Factory.Int32), "{}"));
    }

    [Fact]
    public void NullElements_AllowedByTheirCodecOnly()
    {
        ValueCodec<string?[]> nullable = Factory.Array(Factory.NullableReference(Factory.String));
        ValueCodec<int?[]> numbers = Factory.Array(Factory.Nullable(Factory.Int32));

        Assert.Equal((string?[])["a", null], Wire.FromJson(nullable, """["a",null]"""));
        Assert.Equal((string?[])["a", null], Wire.FromMessagePack(nullable, Wire.ToMessagePack(nullable, ["a", null])));
        Assert.Equal([1, null], Wire.FromJson(numbers, Wire.ToJson(numbers, [1, null])));
        Assert.Equal([1, null], Wire.FromMessagePack(numbers, Wire.ToMessagePack(numbers, [1, null])));
        Assert.Equal("[1]", Wire.JsonError(Factory.Array(Factory.String), """["a",null]""").Path);
        Assert.Equal("[1]", Wire.MessagePackError(Factory.Array(Factory.String), [0x92, 0xa1, (byte)'a', 0xc0]).Path);
    }

    [Fact]
    public void NullCollections_WrittenAsNullAndReadWhereNullable()
    {
        ValueCodec<List<int>> list = Factory.List(Factory.Int32);
        ValueCodec<Dictionary<string, int>> map = Factory.Dictionary(Factory.Int32);

        Assert.Equal("null", Wire.ToJsonText(list, null!));
        Assert.Equal("null", Wire.ToJsonText(map, null!));
        Assert.Equal([0xc0], Wire.ToMessagePack(list, null!));
        Assert.Equal([0xc0], Wire.ToMessagePack(map, null!));
        Assert.Equal("expected an array, was null", Wire.JsonError(list, "null").Message);
        Assert.Equal("expected an object, was null", Wire.JsonError(map, "null").Message);
        Assert.Equal("expected an array, was null", Wire.MessagePackError(list, [0xc0]).Message);
        Assert.Equal("expected a map, was null", Wire.MessagePackError(map, [0xc0]).Message);
        Assert.Null(Wire.FromJson(Factory.NullableReference(list), "null"));
        Assert.Null(Wire.FromMessagePack(Factory.NullableReference(map), (byte[])[0xc0]));
    }

    [Fact]
    public void Nested_Collections_RoundTrip()
    {
        ValueCodec<Dictionary<string, List<int[]>>> codec = Factory.Dictionary(Factory.List(Factory.Array(Factory.Int32)));
        Dictionary<string, List<int[]>> value = new() { ["a"] = [[1], [], [2, 3]], ["b"] = [] };

        Assert.Equal("""{"a":[[1],[],[2,3]],"b":[]}""", Wire.ToJsonText(codec, value));
        Assert.Equal(value, Wire.FromJson(codec, Wire.ToJson(codec, value)));
        Assert.Equal(value, Wire.FromMessagePack(codec, Wire.ToMessagePack(codec, value)));
        Assert.Equal("[0][2][1]", Wire.JsonError(codec, """{"a":[[1],[],[2,"x"]]}""").Path);
        Assert.Equal("[0][2][1]", Wire.MessagePackError(codec, Wire.Pack("""{"a":[[1],[],[2,"x"]]}""")).Path);
    }

    [Fact]
    public void Dictionary_EqualKeys_LastWins()
    {
        Assert.Equal(2, Wire.FromJson(Factory.Dictionary(Factory.Int32), """{"a":1,"\u0061":2}""")["a"]);
        Assert.Equal(2, Wire.FromMessagePack(Factory.Dictionary(Factory.Int32), (byte[])[0x82, 0xa1, (byte)'a', 1, 0xa1, (byte)'a', 2])["a"]);
    }

    [Fact]
    public void Dictionary_MessagePackKeyThatIsNoString_Refused()
        => Assert.Equal("[0]: expected a string as key, was a number", Wire.MessagePackError(Factory.Dictionary(Factory.Int32), [0x81, 1, 1]).Message);

    [Fact]
    public void HashSet_EqualElements_KeptOnce() => Assert.Equal([1, 2], Wire.FromJson(Factory.HashSet(Factory.Int32), "[1,2,1]"));

    [Theory]
    [InlineData("null")]
    [InlineData("true")]
    [InlineData("{}")]
    [InlineData("[1,{}]")]
    public void Acknowledgement_WhateverComes_Accepted(string json)
    {
        Wire.FromJson(Factory.Acknowledgement, json);
        Wire.FromMessagePack(Factory.Acknowledgement, Wire.Pack(json));
        Assert.Equal("null", Wire.ToJsonText(Factory.Acknowledgement, default));
        Assert.Equal([0xc0], Wire.ToMessagePack(Factory.Acknowledgement, default));
    }

    private static void Check<TSequence>(ValueCodec<TSequence> codec, TSequence value)
        where TSequence : IEnumerable<int>
    {
        CheckOne(codec, value);
        Assert.Equal(Wire.ToJson(codec, value), Wire.ToJson(Factory.Enumerable(Factory.Int32), value.Select(static i => i)));
    }

    private static void CheckOne<T>(ValueCodec<T> codec, T value)
        where T : notnull
    {
        byte[] json = Wire.ToJson(codec, value);
        Assert.Equal(JsonSerializer.SerializeToUtf8Bytes(value, JsonSerializerOptions.Web), json);
        Assert.Equal(value, Wire.FromJson(codec, json));

        byte[] messagePack = Wire.ToMessagePack(codec, value);
        Assert.Equal(MessagePackSerializer.Serialize(value, cancellationToken: TestContext.Current.CancellationToken), messagePack);
        Assert.Equal(value, Wire.FromMessagePack(codec, messagePack));
    }

    private sealed class TextCodec : ValueCodec<object>
    {
        public override void WriteJson(ref JsonValueWriter writer, object value) => writer.WriteString((string)value);

        public override object ReadJson(ref JsonValueReader reader) => reader.ReadString();

        public override void WriteMessagePack(ref MessagePackValueWriter writer, object value) => writer.WriteString((string)value);

        public override object ReadMessagePack(ref MessagePackValueReader reader) => reader.ReadString();
    }
}

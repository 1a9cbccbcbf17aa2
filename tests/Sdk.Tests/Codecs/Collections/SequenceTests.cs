using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using TypedWs.CompilerServices;
using static TypedWs.Tests.Codecs.Libraries;
using Factory = TypedWs.CompilerServices.Codecs;

namespace TypedWs.Tests.Codecs.Collections;

/// <summary>Every collection of elements, against both libraries.</summary>
public class SequenceTests
{
    public static TheoryData<int> Lengths => [0, 1, 3, 300];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Collections_OfAnyLength_AreThoseOfTheLibraries(int length)
    {
        string[] items = [.. Enumerable.Range(0, length).Select(static i => $"<{i * 7 % 13}>")];

        AssertSame(Factory.Queue(Factory.String), new Queue<string>(items));
        AssertSame(Factory.LinkedList(Factory.String), new LinkedList<string>(items));
        AssertSame(Factory.SortedSet(Factory.String), new SortedSet<string>(items));
        AssertSame(Factory.ObservableCollection(Factory.String), new ObservableCollection<string>(items));
        AssertSame(Factory.CollectionClass(Factory.String), new Collection<string>(items));
        AssertSame(Factory.ConcurrentQueue(Factory.String), new ConcurrentQueue<string>(items));
        AssertSame(Factory.ImmutableArray(Factory.String), [.. items]);
        AssertSame(Factory.ImmutableList(Factory.String), [.. items]);
        AssertSame(Factory.ImmutableListInterface(Factory.String), ImmutableList.Create(items));
        AssertSame(Factory.ImmutableQueue(Factory.String), ImmutableQueue.Create(items));
        AssertSame(Factory.ImmutableQueueInterface(Factory.String), ImmutableQueue.Create(items));
        AssertSame(Factory.ImmutableSortedSet(Factory.String), [.. items]);
        AssertSame(Factory.Memory(Factory.String), items);
        AssertSame(Factory.ReadOnlyMemory(Factory.String), items);
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Sets_OfAnyLength_AreThoseOfTheLibraries(int length)
    {
        int[] items = [.. Enumerable.Range(0, length)];

        AssertSame(Factory.ImmutableSortedSet(Factory.Int32), [.. items]);
        AssertSet(Factory.ImmutableHashSet(Factory.Int32), [.. items]);
        AssertSet<IImmutableSet<int>>(Factory.ImmutableSetInterface(Factory.Int32), ImmutableHashSet.Create(items));
        AssertSet(Factory.HashSet(Factory.Int32), [.. items]);
        Assert.Equal(items.ToFrozenSet(), Wire.FromJson(Factory.FrozenSet(Factory.Int32), Wire.ToJson(Factory.FrozenSet(Factory.Int32), items.ToFrozenSet())));
        Assert.Equal(
            items.ToFrozenSet(),
            Wire.FromMessagePack(Factory.FrozenSet(Factory.Int32), Wire.ToMessagePack(Factory.Array(Factory.Int32), items)));
    }

    [Fact]
    public void FrozenSet_OfStrings_IsAnArray()
        => AssertRoundTrips(Factory.FrozenSet(Factory.String), FrozenSet.Create(["a"]), """["a"]""", [0x91, 0xa1, (byte)'a']);

    [Fact]
    public void Stacks_FromTheTop_KeepTheirOrder()
    {
        AssertStack(Factory.Stack(Factory.Int32), new Stack<int>([1, 2, 3]));
        AssertStack(Factory.ConcurrentStack(Factory.Int32), new ConcurrentStack<int>([1, 2, 3]));
        AssertStack(Factory.ImmutableStack(Factory.Int32), [1, 2, 3]);
        AssertStack(Factory.ImmutableStackInterface(Factory.Int32), ImmutableStack.Create(1, 2, 3));
    }

    [Fact]
    public void ReadOnlyCollections_WhichSystemTextJsonDoesNotRead_AreRead()
    {
        ReadOnlyCollection<int> list = new([1, 2]);

        AssertWrittenAsJson(Factory.ReadOnlyCollectionClass(Factory.Int32), list);
        AssertSameMessagePack(Factory.ReadOnlyCollectionClass(Factory.Int32), list);
        AssertWrittenAsJson(Factory.ReadOnlySetClass(Factory.Int32), new ReadOnlySet<int>(new HashSet<int>([1, 2])));
        AssertWrittenAsJson(Factory.ArraySegment(Factory.Int32), new ArraySegment<int>([1, 2, 3], 1, 2));
        AssertSameMessagePack(Factory.ArraySegment(Factory.Int32), new ArraySegment<int>([1, 2, 3], 1, 2));
    }

    [Fact]
    public void Bag_HasItsElements()
    {
        ConcurrentBag<int> bag = [1, 2, 3];

        Assert.Equal([1, 2, 3], Wire.FromJson(Factory.ConcurrentBag(Factory.Int32), Wire.ToJson(Factory.ConcurrentBag(Factory.Int32), bag)).Order());
        Assert.Equal(
            [1, 2, 3],
            Wire.FromMessagePack(Factory.ConcurrentBag(Factory.Int32), Wire.ToMessagePack(Factory.ConcurrentBag(Factory.Int32), bag)).Order());
    }

    [Fact]
    public void DefaultStructs_AreEmpty()
    {
        AssertRoundTrips(Factory.ImmutableArray(Factory.Int32), default, "[]", [0x90]);
        AssertRoundTrips(Factory.ArraySegment(Factory.Int32), default, "[]", [0x90]);
        AssertRoundTrips(Factory.Memory(Factory.Int32), default, "[]", [0x90]);
    }

    [Fact]
    public void Elements_ThatAreWrong_AreNamedByIndex()
    {
        Assert.Equal("[1]", Wire.JsonError(Factory.ImmutableArray(Factory.Int32), "[1,true]").Path);
        Assert.Equal("[1]", Wire.MessagePackError(Factory.Stack(Factory.Int32), [0x92, 1, 0xc3]).Path);
    }

    [Fact]
    public void DeclaredLength_OfMoreThanThereIs_IsRefused()
    {
        Wire.MessagePackError(Factory.ImmutableArray(Factory.Int32), [0xdd, 0x7f, 0xff, 0xff, 0xff]);
        Wire.MessagePackError(Factory.FrozenSet(Factory.Int32), [0xdd, 0x7f, 0xff, 0xff, 0xff]);
        Wire.MessagePackError(Factory.SortedDictionary(Factory.Int32, Factory.Int32), [0xdf, 0x7f, 0xff, 0xff, 0xff]);
    }

    [Fact]
    public void NullCollections_AreWrittenAsNullAndRefused()
    {
        Assert.Equal("null", Wire.ToJsonText(Factory.Queue(Factory.Int32), null!));
        Assert.Equal("null", Wire.ToJsonText(Factory.SortedList(Factory.Int32, Factory.Int32), null!));
        Assert.Equal([0xc0], Wire.ToMessagePack(Factory.SortedList(Factory.Int32, Factory.Int32), null!));
        Wire.JsonError(Factory.ImmutableArray(Factory.Int32), "null");
        Wire.MessagePackError(Factory.SortedList(Factory.Int32, Factory.Int32), [0xc0]);
    }

    private static void AssertStack<T>(ValueCodec<T> codec, T stack)
        where T : IEnumerable<int>
    {
        // System.Text.Json turns stacks around when it reads them.
        AssertWrittenAsJson(codec, stack);
        AssertSameMessagePack(codec, stack);
        Assert.Equal([3, 2, 1], Wire.FromJson(codec, "[3,2,1]"));
    }

    // The order of hash sets depends on their hashes, which are seeded here.
    private static void AssertSet<T>(ValueCodec<T> codec, T value)
        where T : IEnumerable<int>
    {
        Assert.Equal(System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(value, WebJson), Wire.ToJson(codec, value));
        Assert.Equal(value.Order(), Wire.FromJson(codec, Wire.ToJson(codec, value)).Order());
        Assert.Equal(
            MessagePack.MessagePackSerializer.Serialize(value, cancellationToken: TestContext.Current.CancellationToken),
            Wire.ToMessagePack(codec, value));
        Assert.Equal(value.Order(), Wire.FromMessagePack(codec, Wire.ToMessagePack(codec, value)).Order());
    }
}

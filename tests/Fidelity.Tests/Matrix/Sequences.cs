using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using CsCheck;
using TypedWs.CompilerServices;

namespace TypedWs.Fidelity.Tests.Matrix;

/// <summary>Every collection of elements.</summary>
internal static class Sequences
{
    internal static IEnumerable<Row> Of<T>(Row<T> element)
        => [.. Ordered(element), .. Spans(element), .. Immutable(element), .. element.IsNullable || !IsAtom(typeof(T)) ? [] : Sets(element), .. Sorted(element)];

    private static IEnumerable<Row> Ordered<T>(Row<T> element) =>
    [
        // An array of bytes is a scalar.
        .. typeof(T) == typeof(byte) ? [] : (Row[])[List(element, Codecs.Array(element.Codec), static items => items)],
        List(element, Codecs.List(element.Codec), static items => [.. items]),
        List(element, Codecs.Enumerable(element.Codec), static items => items),
        List<T, ICollection<T>>(element, Codecs.Collection(element.Codec), static items => [.. items]),
        List<T, IList<T>>(element, Codecs.ListInterface(element.Codec), static items => [.. items]),
        List(element, Codecs.ReadOnlyCollection(element.Codec), static items => items),
        List(element, Codecs.ReadOnlyList(element.Codec), static items => items),
        List(element, Codecs.LinkedList(element.Codec), static items => new LinkedList<T>(items)),
        List(element, Codecs.Queue(element.Codec), static items => new Queue<T>(items)),
        List(element, Codecs.Stack(element.Codec), static items => new Stack<T>(items)),
        List(element, Codecs.ConcurrentQueue(element.Codec), static items => new ConcurrentQueue<T>(items)),
        List(element, Codecs.ConcurrentStack(element.Codec), static items => new ConcurrentStack<T>(items)),
        List(element, Codecs.ConcurrentBag(element.Codec), static items => [.. items], isOrdered: false),
        List(element, Codecs.CollectionClass(element.Codec), static items => new Collection<T>([.. items])),
        List(element, Codecs.ObservableCollection(element.Codec), static items => new ObservableCollection<T>(items)),
        List(element, Codecs.ReadOnlyCollectionClass(element.Codec), static items => new ReadOnlyCollection<T>(items)),
    ];

    // Of bytes they are no arrays, and rows of their own.
    private static IEnumerable<Row> Spans<T>(Row<T> element) => typeof(T) == typeof(byte) ? [] :
    [
        Row(element, Codecs.Memory(element.Codec), static items => items, static items => items.ToArray()),
        Row(element, Codecs.ReadOnlyMemory(element.Codec), static items => items, static items => items.ToArray()),
        Row(element, Codecs.ArraySegment(element.Codec), static items => items, static items => items),
    ];

    private static IEnumerable<Row> Immutable<T>(Row<T> element) =>
    [
        List(element, Codecs.ImmutableArray(element.Codec), ImmutableArray.Create),
        List(element, Codecs.ImmutableList(element.Codec), ImmutableList.Create),
        List<T, IImmutableList<T>>(element, Codecs.ImmutableListInterface(element.Codec), ImmutableList.Create),
        List(element, Codecs.ImmutableQueue(element.Codec), ImmutableQueue.Create),
        List<T, IImmutableQueue<T>>(element, Codecs.ImmutableQueueInterface(element.Codec), ImmutableQueue.Create),
        List(element, Codecs.ImmutableStack(element.Codec), ImmutableStack.Create),
        List<T, IImmutableStack<T>>(element, Codecs.ImmutableStackInterface(element.Codec), ImmutableStack.Create),
    ];

    private static IEnumerable<Row> Sets<T>(Row<T> element) =>
    [
        List(element, Codecs.HashSet(element.Codec), static items => [.. items], isOrdered: false),
        List<T, ISet<T>>(element, Codecs.SetInterface(element.Codec), static items => new HashSet<T>(items), isOrdered: false),
        List<T, IReadOnlySet<T>>(element, Codecs.ReadOnlySet(element.Codec), static items => new HashSet<T>(items), isOrdered: false),
        List(element, Codecs.ReadOnlySetClass(element.Codec), static items => new ReadOnlySet<T>(new HashSet<T>(items)), isOrdered: false),
        List(element, Codecs.ImmutableHashSet(element.Codec), static items => [.. items], isOrdered: false),
        List<T, IImmutableSet<T>>(element, Codecs.ImmutableSetInterface(element.Codec), static items => ImmutableHashSet.Create(items), isOrdered: false),
        List(element, Codecs.FrozenSet(element.Codec), static items => items.ToFrozenSet(), isOrdered: false),
    ];

    private static IEnumerable<Row> Sorted<T>(Row<T> element) => element.IsNullable || !IsAtom(typeof(T)) || !typeof(IComparable).IsAssignableFrom(typeof(T)) ? [] :
    [
        List(element, Codecs.SortedSet(element.Codec), static items => new SortedSet<T>(items)),
        List(element, Codecs.ImmutableSortedSet(element.Codec), static items => [.. items]),
    ];

    /// <summary>Whether values are equal by what they are, as the elements of a set have to be.</summary>
    private static bool IsAtom(Type type) => type.Namespace == "System" && !type.IsArray && !type.IsGenericType;

    private static Row<TCollection> List<T, TCollection>(Row<T> element, ValueCodec<TCollection> codec, Func<T[], TCollection> make, bool isOrdered = true)
        where TCollection : IEnumerable<T>
        => Row(element, codec, make, static items => items, isOrdered);

    private static Row<TCollection> Row<T, TCollection>(
        Row<T> element,
        ValueCodec<TCollection> codec,
        Func<T[], TCollection> make,
        Func<TCollection, IEnumerable<T>> items,
        bool isOrdered = true)
        => new(
            codec,
            Gen.Frequency((8, element.Values.Array[0, 4]), (1, element.Values.Array[15, 17])).Select(make),
            value =>
            {
                IEnumerable<string> identities = items(value).Select(element.Identity);
                return $"[{string.Join(", ", isOrdered ? identities : identities.Order(StringComparer.Ordinal))}]";
            });
}

using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Collections.ObjectModel;

namespace EarlierProgram;

/// <summary>Collections. A stack has equal elements, and what has no order has one, so that order does not matter where they are printed.</summary>
public sealed class Lists
{
    public static Lists Sample => new()
    {
        Array = [1, 2],
        Memory = new[] { 3 },
        ReadOnlyMemory = new[] { 4 },
        Segment = new[] { 5 },
        List = [Colour.Red],
        HashSet = [Guid.Empty],
        SortedSet = ["a"],
        LinkedList = new([6, 7]),
        Queue = new([8, 9]),
        Stack = new([10, 10]),
        Enumerable = ["b"],
        Collection = [null, 11],
        ListInterface = [null],
        Set = new HashSet<int> { 12 },
        ReadOnlyCollection = [13],
        ReadOnlyList = [14],
        ReadOnlySet = new HashSet<int> { 15 },
        ImmutableArray = [16],
        ImmutableList = [17],
        ImmutableQueue = [18],
        ImmutableStack = [19],
        ImmutableHashSet = [20],
        ImmutableSortedSet = [21],
        FrozenSet = System.Collections.Frozen.FrozenSet.Create(22),
        ConcurrentQueue = new([23]),
        ConcurrentStack = new([24]),
        ConcurrentBag = [25],
        CollectionClass = [26],
        ReadOnlyCollectionClass = new([27]),
        Observable = [28],
    };

    public required int[] Array { get; init; }

    public required Memory<int> Memory { get; init; }

    public required ReadOnlyMemory<int> ReadOnlyMemory { get; init; }

    public required ArraySegment<int> Segment { get; init; }

    public required List<Colour> List { get; init; }

    public required HashSet<Guid> HashSet { get; init; }

    public required SortedSet<string> SortedSet { get; init; }

    public required LinkedList<int> LinkedList { get; init; }

    public required Queue<int> Queue { get; init; }

    public required Stack<int> Stack { get; init; }

    public required IEnumerable<string> Enumerable { get; init; }

    public required ICollection<int?> Collection { get; init; }

    public required IList<string?> ListInterface { get; init; }

    public required ISet<int> Set { get; init; }

    public required IReadOnlyCollection<int> ReadOnlyCollection { get; init; }

    public required IReadOnlyList<int> ReadOnlyList { get; init; }

    public required IReadOnlySet<int> ReadOnlySet { get; init; }

    public required ImmutableArray<int> ImmutableArray { get; init; }

    public required ImmutableList<int> ImmutableList { get; init; }

    public required ImmutableQueue<int> ImmutableQueue { get; init; }

    public required ImmutableStack<int> ImmutableStack { get; init; }

    public required ImmutableHashSet<int> ImmutableHashSet { get; init; }

    public required ImmutableSortedSet<int> ImmutableSortedSet { get; init; }

    public required FrozenSet<int> FrozenSet { get; init; }

    public required ConcurrentQueue<int> ConcurrentQueue { get; init; }

    public required ConcurrentStack<int> ConcurrentStack { get; init; }

    public required ConcurrentBag<int> ConcurrentBag { get; init; }

    public required Collection<int> CollectionClass { get; init; }

    public required ReadOnlyCollection<int> ReadOnlyCollectionClass { get; init; }

    public required ObservableCollection<int> Observable { get; init; }
}

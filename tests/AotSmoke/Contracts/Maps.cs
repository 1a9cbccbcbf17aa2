using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using TypedWs;

namespace AotSmoke.Contracts;

[FromClient<SmokeProtocol>]
public sealed record Maps(
    Dictionary<string, Point> Dictionary,
    SortedDictionary<int, string> Sorted,
    SortedList<string, int?> SortedList,
    OrderedDictionary<string, Colour> Ordered,
    IDictionary<string, string?> Interface,
    IReadOnlyDictionary<string, List<int>> ReadOnlyInterface,
    ImmutableDictionary<int, Point> Immutable,
    ImmutableSortedDictionary<string, int> ImmutableSorted,
    IImmutableDictionary<string, long> ImmutableInterface,
    FrozenDictionary<Guid, int> Frozen,
    ConcurrentDictionary<long, string> Concurrent,
    ReadOnlyDictionary<string, Name> ReadOnly) : IReturns<Maps>
{
    public static Maps Sample => new(
        new() { ["a"] = new Point(1, 2) },
        new() { [2] = "b", [1] = "c" },
        new() { ["d"] = null, ["e"] = 3 },
        new() { ["f"] = Colour.Red, ["a"] = Colour.Green },
        new Dictionary<string, string?> { ["g"] = null },
        new Dictionary<string, List<int>> { ["h"] = [4, 5] },
        ImmutableDictionary<int, Point>.Empty.Add(6, default),
        ImmutableSortedDictionary<string, int>.Empty.Add("i", 7).Add("j", 8),
        ImmutableDictionary<string, long>.Empty.Add("k", 9),
        new Dictionary<Guid, int> { [Guid.Empty] = 10 }.ToFrozenDictionary(),
        new ConcurrentDictionary<long, string> { [11] = "l" },
        new ReadOnlyDictionary<string, Name>(new Dictionary<string, Name> { ["m"] = new Name("n") }));
}

using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Collections.ObjectModel;

namespace EarlierProgram;

/// <summary>Dictionaries, and keys of the types that may be one.</summary>
public sealed class Maps
{
    public static Maps Sample => new()
    {
        Dictionary = new() { ["a"] = 1 },
        Interface = new Dictionary<string, int?> { ["b"] = null },
        ReadOnlyInterface = new Dictionary<string, string> { ["c"] = "d" },
        Sorted = new() { ["e"] = 2 },
        SortedList = new() { ["f"] = 3 },
        Ordered = new() { ["g"] = 4 },
        Immutable = ImmutableDictionary<string, int>.Empty.Add("h", 5),
        ImmutableSorted = ImmutableSortedDictionary<string, int>.Empty.Add("i", 6),
        Frozen = new Dictionary<string, int> { ["j"] = 7 }.ToFrozenDictionary(),
        Concurrent = new() { ["k"] = 8 },
        ReadOnly = new(new Dictionary<string, int> { ["l"] = 9 }),
        Characters = new() { ['m'] = 10 },
        Int32s = new() { [1] = 11 },
        UInt64s = new() { [2] = 12 },
        Int128s = new() { [3] = 13 },
        Guids = new() { [Guid.Empty] = 14 },
        Dates = new() { [new DateOnly(2026, 1, 31)] = 15 },
        Enums = new() { [Colour.Green] = 16 },
    };

    public required Dictionary<string, int> Dictionary { get; init; }

    public required IDictionary<string, int?> Interface { get; init; }

    public required IReadOnlyDictionary<string, string> ReadOnlyInterface { get; init; }

    public required SortedDictionary<string, int> Sorted { get; init; }

    public required SortedList<string, int> SortedList { get; init; }

    public required OrderedDictionary<string, int> Ordered { get; init; }

    public required ImmutableDictionary<string, int> Immutable { get; init; }

    public required ImmutableSortedDictionary<string, int> ImmutableSorted { get; init; }

    public required FrozenDictionary<string, int> Frozen { get; init; }

    public required ConcurrentDictionary<string, int> Concurrent { get; init; }

    public required ReadOnlyDictionary<string, int> ReadOnly { get; init; }

    public required Dictionary<char, int> Characters { get; init; }

    public required Dictionary<int, int> Int32s { get; init; }

    public required Dictionary<ulong, int> UInt64s { get; init; }

    public required Dictionary<Int128, int> Int128s { get; init; }

    public required Dictionary<Guid, int> Guids { get; init; }

    public required Dictionary<DateOnly, int> Dates { get; init; }

    public required Dictionary<Colour, int> Enums { get; init; }
}

using System.Collections.Generic;
using Microsoft.CodeAnalysis;

namespace TypedWs.Generators.Parsing;

/// <summary>The collections of .NET that travel, and what the factories of their codecs are called.</summary>
internal static class KnownCollections
{
    private const string Generic = "System.Collections.Generic.";
    private const string Immutable = "System.Collections.Immutable.";
    private const string Frozen = "System.Collections.Frozen.";
    private const string Concurrent = "System.Collections.Concurrent.";
    private const string ObjectModel = "System.Collections.ObjectModel.";

    private static readonly Dictionary<string, string> Factories = new()
    {
        [Generic + "List`1"] = "List",
        [Generic + "IList`1"] = "ListInterface",
        [Generic + "ICollection`1"] = "Collection",
        [Generic + "IEnumerable`1"] = "Enumerable",
        [Generic + "IReadOnlyList`1"] = "ReadOnlyList",
        [Generic + "IReadOnlyCollection`1"] = "ReadOnlyCollection",
        [Generic + "HashSet`1"] = "HashSet",
        [Generic + "ISet`1"] = "SetInterface",
        [Generic + "IReadOnlySet`1"] = "ReadOnlySet",
        [Generic + "SortedSet`1"] = "SortedSet",
        [Generic + "LinkedList`1"] = "LinkedList",
        [Generic + "Queue`1"] = "Queue",
        [Generic + "Stack`1"] = "Stack",
        [Generic + "Dictionary`2"] = "Dictionary",
        [Generic + "IDictionary`2"] = "DictionaryInterface",
        [Generic + "IReadOnlyDictionary`2"] = "ReadOnlyDictionary",
        [Generic + "SortedDictionary`2"] = "SortedDictionary",
        [Generic + "SortedList`2"] = "SortedList",
        [Generic + "OrderedDictionary`2"] = "OrderedDictionary",
        [Immutable + "ImmutableArray`1"] = "ImmutableArray",
        [Immutable + "ImmutableList`1"] = "ImmutableList",
        [Immutable + "IImmutableList`1"] = "ImmutableListInterface",
        [Immutable + "ImmutableQueue`1"] = "ImmutableQueue",
        [Immutable + "IImmutableQueue`1"] = "ImmutableQueueInterface",
        [Immutable + "ImmutableStack`1"] = "ImmutableStack",
        [Immutable + "IImmutableStack`1"] = "ImmutableStackInterface",
        [Immutable + "ImmutableHashSet`1"] = "ImmutableHashSet",
        [Immutable + "IImmutableSet`1"] = "ImmutableSetInterface",
        [Immutable + "ImmutableSortedSet`1"] = "ImmutableSortedSet",
        [Immutable + "ImmutableDictionary`2"] = "ImmutableDictionary",
        [Immutable + "IImmutableDictionary`2"] = "ImmutableDictionaryInterface",
        [Immutable + "ImmutableSortedDictionary`2"] = "ImmutableSortedDictionary",
        [Frozen + "FrozenSet`1"] = "FrozenSet",
        [Frozen + "FrozenDictionary`2"] = "FrozenDictionary",
        [Concurrent + "ConcurrentQueue`1"] = "ConcurrentQueue",
        [Concurrent + "ConcurrentStack`1"] = "ConcurrentStack",
        [Concurrent + "ConcurrentBag`1"] = "ConcurrentBag",
        [Concurrent + "ConcurrentDictionary`2"] = "ConcurrentDictionary",
        [ObjectModel + "Collection`1"] = "CollectionClass",
        [ObjectModel + "ReadOnlyCollection`1"] = "ReadOnlyCollectionClass",
        [ObjectModel + "ObservableCollection`1"] = "ObservableCollection",
        [ObjectModel + "ReadOnlySet`1"] = "ReadOnlySetClass",
        [ObjectModel + "ReadOnlyDictionary`2"] = "ReadOnlyDictionaryClass",
        ["System.Memory`1"] = "Memory",
        ["System.ReadOnlyMemory`1"] = "ReadOnlyMemory",
        ["System.ArraySegment`1"] = "ArraySegment",
    };

    /// <summary>The factory of a collection's codec, or null.</summary>
    public static string? Find(INamedTypeSymbol type)
        => Factories.TryGetValue(type.OriginalDefinition.GetMetadataName(), out string? factory) ? factory : null;

    /// <summary>Whether the factory takes the codec of the values alone where keys are strings; the others take that of the keys, too.</summary>
    public static bool HasStringKeysByDefault(string factory) => factory is "Dictionary" or "DictionaryInterface" or "ReadOnlyDictionary";

    /// <summary>Whether elements are put in an order of their own.</summary>
    public static bool IsSortedSet(string factory) => factory is "SortedSet" or "ImmutableSortedSet";
}

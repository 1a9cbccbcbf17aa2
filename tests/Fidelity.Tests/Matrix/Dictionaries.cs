using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using CsCheck;
using TypedWs.CompilerServices;

namespace TypedWs.Fidelity.Tests.Matrix;

/// <summary>Every dictionary of keys and values. The order of those that hash is seeded, and no part of the value.</summary>
internal static class Dictionaries
{
    /// <summary>The types that may be keys, of the scalars.</summary>
    internal static readonly ImmutableArray<Type> Keys =
    [
        typeof(string), typeof(char), typeof(sbyte), typeof(byte), typeof(short), typeof(ushort), typeof(int), typeof(uint), typeof(long), typeof(ulong),
        typeof(Int128), typeof(UInt128), typeof(Guid), typeof(DateOnly), typeof(Contracts.Color),
    ];

    internal static IEnumerable<Row> Of<TKey, T>(Row<TKey> key, Row<T> value)
        where TKey : notnull
        =>
        [
            Row(key, value, Codecs.Dictionary(key.Codec, value.Codec), static items => items),
            Row(key, value, Codecs.DictionaryInterface(key.Codec, value.Codec), static items => items),
            Row(key, value, Codecs.ReadOnlyDictionary(key.Codec, value.Codec), static items => items),
            Row(key, value, Codecs.ReadOnlyDictionaryClass(key.Codec, value.Codec), static items => new ReadOnlyDictionary<TKey, T>(items)),
            Row(key, value, Codecs.SortedDictionary(key.Codec, value.Codec), static items => new SortedDictionary<TKey, T>(items)),
            Row(key, value, Codecs.SortedList(key.Codec, value.Codec), static items => new SortedList<TKey, T>(items)),
            Row(key, value, Codecs.OrderedDictionary(key.Codec, value.Codec), static items => new OrderedDictionary<TKey, T>(items)),
            Row(key, value, Codecs.ConcurrentDictionary(key.Codec, value.Codec), static items => new ConcurrentDictionary<TKey, T>(items)),
            Row(key, value, Codecs.FrozenDictionary(key.Codec, value.Codec), static items => items.ToFrozenDictionary()),
            Row(key, value, Codecs.ImmutableDictionary(key.Codec, value.Codec), static items => items.ToImmutableDictionary()),
            Row<TKey, T, IImmutableDictionary<TKey, T>>(key, value, Codecs.ImmutableDictionaryInterface(key.Codec, value.Codec), static items => items.ToImmutableDictionary()),
            Row(key, value, Codecs.ImmutableSortedDictionary(key.Codec, value.Codec), static items => items.ToImmutableSortedDictionary()),
        ];

    private static Row<TDictionary> Row<TKey, T, TDictionary>(
        Row<TKey> key,
        Row<T> value,
        ValueCodec<TDictionary> codec,
        Func<Dictionary<TKey, T>, TDictionary> make)
        where TKey : notnull
        where TDictionary : IEnumerable<KeyValuePair<TKey, T>>
        => new(
            codec,
            Gen.Select(key.Values, value.Values).Array[0, 4].Select(items => make(Distinct(items))),
            items => $"{{{string.Join(", ", items.Select(item => $"{key.Identity(item.Key)}: {value.Identity(item.Value)}").Order(StringComparer.Ordinal))}}}");

    // Strings that differ may have the same place in an order.
    private static Dictionary<TKey, T> Distinct<TKey, T>((TKey Key, T Value)[] items)
        where TKey : notnull
    {
        SortedSet<TKey> keys = [];
        return items.Where(item => keys.Add(item.Key)).ToDictionary();
    }
}

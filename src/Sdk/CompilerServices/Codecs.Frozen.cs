using System.Collections.Frozen;

namespace TypedWs.CompilerServices;

public static partial class Codecs
{
    /// <summary>The codec of <see cref="System.Collections.Frozen.FrozenSet{T}"/>; of equal elements one is kept.</summary>
    /// <typeparam name="T">The element.</typeparam>
    /// <param name="element">The codec of the element.</param>
    /// <returns>The codec.</returns>
    public static ValueCodec<FrozenSet<T>> FrozenSet<T>(ValueCodec<T> element)
        => new ArrayCodec<FrozenSet<T>, T>(element, static items => items.ToFrozenSet(SeededComparer.For<T>()));

    /// <summary>The codec of <see cref="System.Collections.Frozen.FrozenDictionary{TKey, T}"/>; of equal keys the last one counts.</summary>
    /// <typeparam name="TKey">The key.</typeparam>
    /// <typeparam name="T">The value.</typeparam>
    /// <param name="key">The codec of the key, which is of a type that JSON has names for.</param>
    /// <param name="value">The codec of the value.</param>
    /// <returns>The codec.</returns>
    public static ValueCodec<FrozenDictionary<TKey, T>> FrozenDictionary<TKey, T>(ValueCodec<TKey> key, ValueCodec<T> value)
        where TKey : notnull
        => new KeyedCodec<FrozenDictionary<TKey, T>, TKey, T>(
            key,
            value,
            static entries => Entries.ToDictionary(entries).ToFrozenDictionary(SeededComparer.For<TKey>()));
}

using System.Collections.ObjectModel;

namespace TypedWs.CompilerServices;

public static partial class Codecs
{
    /// <summary>The codec of <see cref="System.Collections.Generic.Dictionary{TKey, T}"/>; of equal keys the last one counts.</summary>
    /// <typeparam name="TKey">The key.</typeparam>
    /// <typeparam name="T">The value.</typeparam>
    /// <param name="key">The codec of the key, which is of a type that JSON has names for.</param>
    /// <param name="value">The codec of the value.</param>
    /// <returns>The codec.</returns>
    public static ValueCodec<Dictionary<TKey, T>> Dictionary<TKey, T>(ValueCodec<TKey> key, ValueCodec<T> value)
        where TKey : notnull
        => new KeyedCodec<Dictionary<TKey, T>, TKey, T>(key, value, Entries.ToDictionary);

    /// <summary>
    /// The codec of <see cref="IDictionary{TKey, T}"/>, read as <see cref="System.Collections.Generic.Dictionary{TKey, T}"/>; of equal keys the
    /// last one counts.
    /// </summary>
    /// <typeparam name="TKey">The key.</typeparam>
    /// <typeparam name="T">The value.</typeparam>
    /// <param name="key">The codec of the key, which is of a type that JSON has names for.</param>
    /// <param name="value">The codec of the value.</param>
    /// <returns>The codec.</returns>
    public static ValueCodec<IDictionary<TKey, T>> DictionaryInterface<TKey, T>(ValueCodec<TKey> key, ValueCodec<T> value)
        where TKey : notnull
        => new KeyedCodec<IDictionary<TKey, T>, TKey, T>(key, value, Entries.ToDictionary);

    /// <summary>
    /// The codec of <see cref="IReadOnlyDictionary{TKey, T}"/>, read as <see cref="System.Collections.Generic.Dictionary{TKey, T}"/>; of equal
    /// keys the last one counts.
    /// </summary>
    /// <typeparam name="TKey">The key.</typeparam>
    /// <typeparam name="T">The value.</typeparam>
    /// <param name="key">The codec of the key, which is of a type that JSON has names for.</param>
    /// <param name="value">The codec of the value.</param>
    /// <returns>The codec.</returns>
    public static ValueCodec<IReadOnlyDictionary<TKey, T>> ReadOnlyDictionary<TKey, T>(ValueCodec<TKey> key, ValueCodec<T> value)
        where TKey : notnull
        => new KeyedCodec<IReadOnlyDictionary<TKey, T>, TKey, T>(key, value, Entries.ToDictionary);

    /// <summary>The codec of <see cref="System.Collections.ObjectModel.ReadOnlyDictionary{TKey, T}"/>; of equal keys the last one counts.</summary>
    /// <typeparam name="TKey">The key.</typeparam>
    /// <typeparam name="T">The value.</typeparam>
    /// <param name="key">The codec of the key, which is of a type that JSON has names for.</param>
    /// <param name="value">The codec of the value.</param>
    /// <returns>The codec.</returns>
    public static ValueCodec<ReadOnlyDictionary<TKey, T>> ReadOnlyDictionaryClass<TKey, T>(ValueCodec<TKey> key, ValueCodec<T> value)
        where TKey : notnull
        => new KeyedCodec<ReadOnlyDictionary<TKey, T>, TKey, T>(
            key,
            value,
            static entries => new ReadOnlyDictionary<TKey, T>(Entries.ToDictionary(entries)));

    /// <summary>
    /// The codec of <see cref="System.Collections.Generic.SortedDictionary{TKey, T}"/>, in order; of equal keys the last one counts.
    /// </summary>
    /// <typeparam name="TKey">The key.</typeparam>
    /// <typeparam name="T">The value.</typeparam>
    /// <param name="key">The codec of the key, which is of a type that JSON has names for.</param>
    /// <param name="value">The codec of the value.</param>
    /// <returns>The codec.</returns>
    public static ValueCodec<SortedDictionary<TKey, T>> SortedDictionary<TKey, T>(ValueCodec<TKey> key, ValueCodec<T> value)
        where TKey : notnull
        => new KeyedCodec<SortedDictionary<TKey, T>, TKey, T>(key, value, static entries => Entries.Into(new SortedDictionary<TKey, T>(), entries));

    /// <summary>The codec of <see cref="System.Collections.Generic.SortedList{TKey, T}"/>, in order; of equal keys the last one counts.</summary>
    /// <typeparam name="TKey">The key.</typeparam>
    /// <typeparam name="T">The value.</typeparam>
    /// <param name="key">The codec of the key, which is of a type that JSON has names for.</param>
    /// <param name="value">The codec of the value.</param>
    /// <returns>The codec.</returns>
    public static ValueCodec<SortedList<TKey, T>> SortedList<TKey, T>(ValueCodec<TKey> key, ValueCodec<T> value)
        where TKey : notnull
        => new KeyedCodec<SortedList<TKey, T>, TKey, T>(key, value, Entries.ToSortedList);

    /// <summary>
    /// The codec of <see cref="System.Collections.Generic.OrderedDictionary{TKey, T}"/>, in the order of the payload; of equal keys the last one
    /// counts.
    /// </summary>
    /// <typeparam name="TKey">The key.</typeparam>
    /// <typeparam name="T">The value.</typeparam>
    /// <param name="key">The codec of the key, which is of a type that JSON has names for.</param>
    /// <param name="value">The codec of the value.</param>
    /// <returns>The codec.</returns>
    public static ValueCodec<OrderedDictionary<TKey, T>> OrderedDictionary<TKey, T>(ValueCodec<TKey> key, ValueCodec<T> value)
        where TKey : notnull
        => new KeyedCodec<OrderedDictionary<TKey, T>, TKey, T>(
            key,
            value,
            static entries => Entries.Into(new OrderedDictionary<TKey, T>(entries.Length, SeededComparer.For<TKey>()), entries));
}

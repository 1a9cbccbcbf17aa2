using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace TypedWs.CompilerServices;

public static partial class Codecs
{
    /// <summary>The codec of <see cref="System.Collections.Immutable.ImmutableArray{T}"/>; a default one is written as an empty one.</summary>
    /// <typeparam name="T">The element.</typeparam>
    /// <param name="element">The codec of the element.</param>
    /// <returns>The codec.</returns>
    public static ValueCodec<ImmutableArray<T>> ImmutableArray<T>(ValueCodec<T> element)
        => new SpanCodec<ImmutableArray<T>, T>(element, ImmutableCollectionsMarshal.AsImmutableArray, static items => items.AsSpan());

    /// <summary>The codec of <see cref="System.Collections.Immutable.ImmutableList{T}"/>.</summary>
    /// <typeparam name="T">The element.</typeparam>
    /// <param name="element">The codec of the element.</param>
    /// <returns>The codec.</returns>
    public static ValueCodec<ImmutableList<T>> ImmutableList<T>(ValueCodec<T> element)
        => new ArrayCodec<ImmutableList<T>, T>(element, static items => System.Collections.Immutable.ImmutableList.Create(items));

    /// <summary>
    /// The codec of <see cref="System.Collections.Immutable.IImmutableList{T}"/>; read as <see
    /// cref="System.Collections.Immutable.ImmutableList{T}"/>.
    /// </summary>
    /// <typeparam name="T">The element.</typeparam>
    /// <param name="element">The codec of the element.</param>
    /// <returns>The codec.</returns>
    public static ValueCodec<IImmutableList<T>> ImmutableListInterface<T>(ValueCodec<T> element)
        => new ArrayCodec<IImmutableList<T>, T>(element, static items => System.Collections.Immutable.ImmutableList.Create(items));

    /// <summary>The codec of <see cref="System.Collections.Immutable.ImmutableQueue{T}"/>; first to leave first.</summary>
    /// <typeparam name="T">The element.</typeparam>
    /// <param name="element">The codec of the element.</param>
    /// <returns>The codec.</returns>
    public static ValueCodec<ImmutableQueue<T>> ImmutableQueue<T>(ValueCodec<T> element)
        => new ArrayCodec<ImmutableQueue<T>, T>(element, static items => System.Collections.Immutable.ImmutableQueue.Create(items));

    /// <summary>
    /// The codec of <see cref="System.Collections.Immutable.IImmutableQueue{T}"/>; read as <see
    /// cref="System.Collections.Immutable.ImmutableQueue{T}"/>.
    /// </summary>
    /// <typeparam name="T">The element.</typeparam>
    /// <param name="element">The codec of the element.</param>
    /// <returns>The codec.</returns>
    public static ValueCodec<IImmutableQueue<T>> ImmutableQueueInterface<T>(ValueCodec<T> element)
        => new ArrayCodec<IImmutableQueue<T>, T>(element, static items => System.Collections.Immutable.ImmutableQueue.Create(items));

    /// <summary>The codec of <see cref="System.Collections.Immutable.ImmutableStack{T}"/>; top first.</summary>
    /// <typeparam name="T">The element.</typeparam>
    /// <param name="element">The codec of the element.</param>
    /// <returns>The codec.</returns>
    public static ValueCodec<ImmutableStack<T>> ImmutableStack<T>(ValueCodec<T> element)
        => new ArrayCodec<ImmutableStack<T>, T>(element, static items => System.Collections.Immutable.ImmutableStack.Create(items.Reversed()));

    /// <summary>
    /// The codec of <see cref="System.Collections.Immutable.IImmutableStack{T}"/>; read as <see
    /// cref="System.Collections.Immutable.ImmutableStack{T}"/>.
    /// </summary>
    /// <typeparam name="T">The element.</typeparam>
    /// <param name="element">The codec of the element.</param>
    /// <returns>The codec.</returns>
    public static ValueCodec<IImmutableStack<T>> ImmutableStackInterface<T>(ValueCodec<T> element)
        => new ArrayCodec<IImmutableStack<T>, T>(element, static items => System.Collections.Immutable.ImmutableStack.Create(items.Reversed()));

    /// <summary>The codec of <see cref="System.Collections.Immutable.ImmutableHashSet{T}"/>; of equal elements one is kept.</summary>
    /// <typeparam name="T">The element.</typeparam>
    /// <param name="element">The codec of the element.</param>
    /// <returns>The codec.</returns>
    public static ValueCodec<ImmutableHashSet<T>> ImmutableHashSet<T>(ValueCodec<T> element)
        => new ArrayCodec<ImmutableHashSet<T>, T>(
            element,
            static items => System.Collections.Immutable.ImmutableHashSet.Create(SeededComparer.For<T>(), items));

    /// <summary>
    /// The codec of <see cref="System.Collections.Immutable.IImmutableSet{T}"/>; read as <see
    /// cref="System.Collections.Immutable.ImmutableHashSet{T}"/>.
    /// </summary>
    /// <typeparam name="T">The element.</typeparam>
    /// <param name="element">The codec of the element.</param>
    /// <returns>The codec.</returns>
    public static ValueCodec<IImmutableSet<T>> ImmutableSetInterface<T>(ValueCodec<T> element)
        => new ArrayCodec<IImmutableSet<T>, T>(
            element,
            static items => System.Collections.Immutable.ImmutableHashSet.Create(SeededComparer.For<T>(), items));

    /// <summary>The codec of <see cref="System.Collections.Immutable.ImmutableSortedSet{T}"/>; in order; of equal elements one is kept.</summary>
    /// <typeparam name="T">The element.</typeparam>
    /// <param name="element">The codec of the element.</param>
    /// <returns>The codec.</returns>
    public static ValueCodec<ImmutableSortedSet<T>> ImmutableSortedSet<T>(ValueCodec<T> element)
        => new ArrayCodec<ImmutableSortedSet<T>, T>(element, static items => System.Collections.Immutable.ImmutableSortedSet.Create(items));

    /// <summary>The codec of <see cref="System.Collections.Immutable.ImmutableDictionary{TKey, T}"/>; of equal keys the last one counts.</summary>
    /// <typeparam name="TKey">The key.</typeparam>
    /// <typeparam name="T">The value.</typeparam>
    /// <param name="key">The codec of the key, which is of a type that JSON has names for.</param>
    /// <param name="value">The codec of the value.</param>
    /// <returns>The codec.</returns>
    public static ValueCodec<ImmutableDictionary<TKey, T>> ImmutableDictionary<TKey, T>(ValueCodec<TKey> key, ValueCodec<T> value)
        where TKey : notnull
        => new KeyedCodec<ImmutableDictionary<TKey, T>, TKey, T>(key, value, ToImmutableDictionary);

    /// <summary>The codec of <see cref="System.Collections.Immutable.IImmutableDictionary{TKey, T}"/>; of equal keys the last one counts.</summary>
    /// <typeparam name="TKey">The key.</typeparam>
    /// <typeparam name="T">The value.</typeparam>
    /// <param name="key">The codec of the key, which is of a type that JSON has names for.</param>
    /// <param name="value">The codec of the value.</param>
    /// <returns>The codec.</returns>
    public static ValueCodec<IImmutableDictionary<TKey, T>> ImmutableDictionaryInterface<TKey, T>(ValueCodec<TKey> key, ValueCodec<T> value)
        where TKey : notnull
        => new KeyedCodec<IImmutableDictionary<TKey, T>, TKey, T>(key, value, ToImmutableDictionary);

    /// <summary>
    /// The codec of <see cref="System.Collections.Immutable.ImmutableSortedDictionary{TKey, T}"/>, in order; of equal keys the last one counts.
    /// </summary>
    /// <typeparam name="TKey">The key.</typeparam>
    /// <typeparam name="T">The value.</typeparam>
    /// <param name="key">The codec of the key, which is of a type that JSON has names for.</param>
    /// <param name="value">The codec of the value.</param>
    /// <returns>The codec.</returns>
    public static ValueCodec<ImmutableSortedDictionary<TKey, T>> ImmutableSortedDictionary<TKey, T>(ValueCodec<TKey> key, ValueCodec<T> value)
        where TKey : notnull
        => new KeyedCodec<ImmutableSortedDictionary<TKey, T>, TKey, T>(
            key,
            value,
            static entries => Entries.Into(System.Collections.Immutable.ImmutableSortedDictionary.CreateBuilder<TKey, T>(), entries).ToImmutable());

    private static ImmutableDictionary<TKey, T> ToImmutableDictionary<TKey, T>(KeyValuePair<TKey, T>[] entries)
        where TKey : notnull
        => Entries.Into(System.Collections.Immutable.ImmutableDictionary.CreateBuilder<TKey, T>(SeededComparer.For<TKey>()), entries).ToImmutable();
}

using System.Collections.Concurrent;

namespace TypedWs.CompilerServices;

public static partial class Codecs
{
    /// <summary>The codec of <see cref="System.Collections.Concurrent.ConcurrentQueue{T}"/>; first to leave first.</summary>
    /// <typeparam name="T">The element.</typeparam>
    /// <param name="element">The codec of the element.</param>
    /// <returns>The codec.</returns>
    public static ValueCodec<ConcurrentQueue<T>> ConcurrentQueue<T>(ValueCodec<T> element)
        => new ArrayCodec<ConcurrentQueue<T>, T>(element, static items => new ConcurrentQueue<T>(items));

    /// <summary>The codec of <see cref="System.Collections.Concurrent.ConcurrentStack{T}"/>; top first.</summary>
    /// <typeparam name="T">The element.</typeparam>
    /// <param name="element">The codec of the element.</param>
    /// <returns>The codec.</returns>
    public static ValueCodec<ConcurrentStack<T>> ConcurrentStack<T>(ValueCodec<T> element)
        => new ArrayCodec<ConcurrentStack<T>, T>(element, static items => new ConcurrentStack<T>(items.Reversed()));

    /// <summary>The codec of <see cref="System.Collections.Concurrent.ConcurrentBag{T}"/>; in no order.</summary>
    /// <typeparam name="T">The element.</typeparam>
    /// <param name="element">The codec of the element.</param>
    /// <returns>The codec.</returns>
    public static ValueCodec<ConcurrentBag<T>> ConcurrentBag<T>(ValueCodec<T> element)
        => new ArrayCodec<ConcurrentBag<T>, T>(element, static items => new ConcurrentBag<T>(items));

    /// <summary>The codec of <see cref="System.Collections.Concurrent.ConcurrentDictionary{TKey, T}"/>; of equal keys the last one counts.</summary>
    /// <typeparam name="TKey">The key.</typeparam>
    /// <typeparam name="T">The value.</typeparam>
    /// <param name="key">The codec of the key, which is of a type that JSON has names for.</param>
    /// <param name="value">The codec of the value.</param>
    /// <returns>The codec.</returns>
    public static ValueCodec<ConcurrentDictionary<TKey, T>> ConcurrentDictionary<TKey, T>(ValueCodec<TKey> key, ValueCodec<T> value)
        where TKey : notnull
        => new KeyedCodec<ConcurrentDictionary<TKey, T>, TKey, T>(
            key,
            value,
            static entries => Entries.Into(new ConcurrentDictionary<TKey, T>(SeededComparer.For<TKey>()), entries));
}

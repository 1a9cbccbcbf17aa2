namespace TypedWs.CompilerServices;

public static partial class Codecs
{
    /// <summary>The codec of an array.</summary>
    /// <typeparam name="T">The element.</typeparam>
    /// <param name="element">The codec of the element.</param>
    /// <returns>The codec.</returns>
    public static ValueCodec<T[]> Array<T>(ValueCodec<T> element) => new ArrayCodec<T[], T>(element, static items => items);

    /// <summary>The codec of <see cref="IEnumerable{T}"/>, read as an array.</summary>
    /// <typeparam name="T">The element.</typeparam>
    /// <param name="element">The codec of the element.</param>
    /// <returns>The codec.</returns>
    public static ValueCodec<IEnumerable<T>> Enumerable<T>(ValueCodec<T> element)
        => new ArrayCodec<IEnumerable<T>, T>(element, static items => items);

    /// <summary>The codec of <see cref="IReadOnlyList{T}"/>, read as an array.</summary>
    /// <typeparam name="T">The element.</typeparam>
    /// <param name="element">The codec of the element.</param>
    /// <returns>The codec.</returns>
    public static ValueCodec<IReadOnlyList<T>> ReadOnlyList<T>(ValueCodec<T> element)
        => new ArrayCodec<IReadOnlyList<T>, T>(element, static items => items);

    /// <summary>The codec of <see cref="IReadOnlyCollection{T}"/>, read as an array.</summary>
    /// <typeparam name="T">The element.</typeparam>
    /// <param name="element">The codec of the element.</param>
    /// <returns>The codec.</returns>
    public static ValueCodec<IReadOnlyCollection<T>> ReadOnlyCollection<T>(ValueCodec<T> element)
        => new ArrayCodec<IReadOnlyCollection<T>, T>(element, static items => items);

    /// <summary>The codec of <see cref="System.Collections.Generic.List{T}"/>.</summary>
    /// <typeparam name="T">The element.</typeparam>
    /// <param name="element">The codec of the element.</param>
    /// <returns>The codec.</returns>
    public static ValueCodec<List<T>> List<T>(ValueCodec<T> element) => new ListCodec<List<T>, T>(element, static items => items);

    /// <summary>The codec of <see cref="IList{T}"/>, read as <see cref="System.Collections.Generic.List{T}"/>.</summary>
    /// <typeparam name="T">The element.</typeparam>
    /// <param name="element">The codec of the element.</param>
    /// <returns>The codec.</returns>
    public static ValueCodec<IList<T>> ListInterface<T>(ValueCodec<T> element) => new ListCodec<IList<T>, T>(element, static items => items);

    /// <summary>The codec of <see cref="ICollection{T}"/>, read as <see cref="System.Collections.Generic.List{T}"/>.</summary>
    /// <typeparam name="T">The element.</typeparam>
    /// <param name="element">The codec of the element.</param>
    /// <returns>The codec.</returns>
    public static ValueCodec<ICollection<T>> Collection<T>(ValueCodec<T> element) => new ListCodec<ICollection<T>, T>(element, static items => items);

    /// <summary>The codec of <see cref="System.Collections.Generic.HashSet{T}"/>; of equal elements one is kept.</summary>
    /// <typeparam name="T">The element.</typeparam>
    /// <param name="element">The codec of the element.</param>
    /// <returns>The codec.</returns>
    public static ValueCodec<HashSet<T>> HashSet<T>(ValueCodec<T> element) => new HashSetCodec<HashSet<T>, T>(element, static items => items);

    /// <summary>The codec of <see cref="ISet{T}"/>, read as <see cref="System.Collections.Generic.HashSet{T}"/>.</summary>
    /// <typeparam name="T">The element.</typeparam>
    /// <param name="element">The codec of the element.</param>
    /// <returns>The codec.</returns>
    public static ValueCodec<ISet<T>> SetInterface<T>(ValueCodec<T> element) => new HashSetCodec<ISet<T>, T>(element, static items => items);

    /// <summary>The codec of <see cref="IReadOnlySet{T}"/>, read as <see cref="System.Collections.Generic.HashSet{T}"/>.</summary>
    /// <typeparam name="T">The element.</typeparam>
    /// <param name="element">The codec of the element.</param>
    /// <returns>The codec.</returns>
    public static ValueCodec<IReadOnlySet<T>> ReadOnlySet<T>(ValueCodec<T> element)
        => new HashSetCodec<IReadOnlySet<T>, T>(element, static items => items);

    /// <summary>
    /// The codec of <see cref="System.Collections.Generic.Dictionary{TKey, TValue}"/> with string keys; of equal keys the last one counts.
    /// </summary>
    /// <typeparam name="T">The value.</typeparam>
    /// <param name="value">The codec of the value.</param>
    /// <returns>The codec.</returns>
    public static ValueCodec<Dictionary<string, T>> Dictionary<T>(ValueCodec<T> value)
        => new DictionaryCodec<Dictionary<string, T>, T>(value, static items => items);

    /// <summary>The codec of <see cref="IDictionary{TKey, TValue}"/> with string keys; of equal keys the last one counts.</summary>
    /// <typeparam name="T">The value.</typeparam>
    /// <param name="value">The codec of the value.</param>
    /// <returns>The codec.</returns>
    public static ValueCodec<IDictionary<string, T>> DictionaryInterface<T>(ValueCodec<T> value)
        => new DictionaryCodec<IDictionary<string, T>, T>(value, static items => items);

    /// <summary>The codec of <see cref="IReadOnlyDictionary{TKey, TValue}"/> with string keys; of equal keys the last one counts.</summary>
    /// <typeparam name="T">The value.</typeparam>
    /// <param name="value">The codec of the value.</param>
    /// <returns>The codec.</returns>
    public static ValueCodec<IReadOnlyDictionary<string, T>> ReadOnlyDictionary<T>(ValueCodec<T> value)
        => new DictionaryCodec<IReadOnlyDictionary<string, T>, T>(value, static items => items);
}

using System.Collections.ObjectModel;

namespace TypedWs.CompilerServices;

public static partial class Codecs
{
    /// <summary>The codec of <see cref="System.Collections.Generic.Queue{T}"/>; first to leave first.</summary>
    /// <typeparam name="T">The element.</typeparam>
    /// <param name="element">The codec of the element.</param>
    /// <returns>The codec.</returns>
    public static ValueCodec<Queue<T>> Queue<T>(ValueCodec<T> element)
        => new ArrayCodec<Queue<T>, T>(element, static items => new Queue<T>(items));

    /// <summary>The codec of <see cref="System.Collections.Generic.Stack{T}"/>; top first.</summary>
    /// <typeparam name="T">The element.</typeparam>
    /// <param name="element">The codec of the element.</param>
    /// <returns>The codec.</returns>
    public static ValueCodec<Stack<T>> Stack<T>(ValueCodec<T> element)
        => new ArrayCodec<Stack<T>, T>(element, static items => new Stack<T>(items.Reversed()));

    /// <summary>The codec of <see cref="System.Collections.Generic.LinkedList{T}"/>.</summary>
    /// <typeparam name="T">The element.</typeparam>
    /// <param name="element">The codec of the element.</param>
    /// <returns>The codec.</returns>
    public static ValueCodec<LinkedList<T>> LinkedList<T>(ValueCodec<T> element)
        => new ArrayCodec<LinkedList<T>, T>(element, static items => new LinkedList<T>(items));

    /// <summary>The codec of <see cref="System.Collections.Generic.SortedSet{T}"/>; in order; of equal elements one is kept.</summary>
    /// <typeparam name="T">The element.</typeparam>
    /// <param name="element">The codec of the element.</param>
    /// <returns>The codec.</returns>
    public static ValueCodec<SortedSet<T>> SortedSet<T>(ValueCodec<T> element)
        => new ArrayCodec<SortedSet<T>, T>(element, static items => new SortedSet<T>(items));

    /// <summary>The codec of <see cref="System.Collections.ObjectModel.ObservableCollection{T}"/>.</summary>
    /// <typeparam name="T">The element.</typeparam>
    /// <param name="element">The codec of the element.</param>
    /// <returns>The codec.</returns>
    public static ValueCodec<ObservableCollection<T>> ObservableCollection<T>(ValueCodec<T> element)
        => new ArrayCodec<ObservableCollection<T>, T>(element, static items => new ObservableCollection<T>(items));

    /// <summary>The codec of <see cref="System.Collections.ObjectModel.Collection{T}"/>.</summary>
    /// <typeparam name="T">The element.</typeparam>
    /// <param name="element">The codec of the element.</param>
    /// <returns>The codec.</returns>
    public static ValueCodec<Collection<T>> CollectionClass<T>(ValueCodec<T> element)
        => new ArrayCodec<Collection<T>, T>(element, static items => new Collection<T>(items.ToList()));

    /// <summary>The codec of <see cref="System.Collections.ObjectModel.ReadOnlySet{T}"/>; of equal elements one is kept.</summary>
    /// <typeparam name="T">The element.</typeparam>
    /// <param name="element">The codec of the element.</param>
    /// <returns>The codec.</returns>
    public static ValueCodec<ReadOnlySet<T>> ReadOnlySetClass<T>(ValueCodec<T> element)
        => new HashSetCodec<ReadOnlySet<T>, T>(element, static items => new ReadOnlySet<T>(items));

    /// <summary>The codec of <see cref="System.Collections.ObjectModel.ReadOnlyCollection{T}"/>.</summary>
    /// <typeparam name="T">The element.</typeparam>
    /// <param name="element">The codec of the element.</param>
    /// <returns>The codec.</returns>
    public static ValueCodec<ReadOnlyCollection<T>> ReadOnlyCollectionClass<T>(ValueCodec<T> element)
        => new ArrayCodec<ReadOnlyCollection<T>, T>(element, static items => new ReadOnlyCollection<T>(items));
}

namespace TypedWs.CompilerServices;

public static partial class Codecs
{
    /// <summary>The codec of <see cref="System.Memory{T}"/>, read as an array. For bytes, see <see cref="BinaryMemory"/>.</summary>
    /// <typeparam name="T">The element.</typeparam>
    /// <param name="element">The codec of the element.</param>
    /// <returns>The codec.</returns>
    public static ValueCodec<Memory<T>> Memory<T>(ValueCodec<T> element)
        => new SpanCodec<Memory<T>, T>(element, static items => items, static items => items.Span);

    /// <summary>The codec of <see cref="System.ReadOnlyMemory{T}"/>, read as an array. For bytes, see <see cref="BinaryMemory"/>.</summary>
    /// <typeparam name="T">The element.</typeparam>
    /// <param name="element">The codec of the element.</param>
    /// <returns>The codec.</returns>
    public static ValueCodec<ReadOnlyMemory<T>> ReadOnlyMemory<T>(ValueCodec<T> element)
        => new SpanCodec<ReadOnlyMemory<T>, T>(element, static items => items, static items => items.Span);

    /// <summary>The codec of <see cref="System.ArraySegment{T}"/>, read as an array; a default one is written as an empty one.</summary>
    /// <typeparam name="T">The element.</typeparam>
    /// <param name="element">The codec of the element.</param>
    /// <returns>The codec.</returns>
    public static ValueCodec<ArraySegment<T>> ArraySegment<T>(ValueCodec<T> element)
        => new SpanCodec<ArraySegment<T>, T>(element, static items => items, static items => items);
}

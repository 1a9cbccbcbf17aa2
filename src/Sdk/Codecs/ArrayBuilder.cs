using System.Buffers;
using System.Runtime.CompilerServices;

namespace TypedWs.CompilerServices;

/// <summary>
/// Collects elements into an array that is no larger than what came. Of an expected length, the array is allocated once; else a pooled one grows.
/// </summary>
internal struct ArrayBuilder<T>
{
    private const int FirstRent = 16;

    private T[] _items;
    private int _count;
    private bool _isRented;

    /// <summary>Makes room.</summary>
    /// <param name="length">The expected length; 0 if it is unknown.</param>
    internal ArrayBuilder(int length) => _items = length == 0 ? [] : new T[length];

    internal void Add(T item)
    {
        if (_count == _items.Length)
        {
            Grow();
        }

        _items[_count++] = item;
    }

    /// <summary>The array; ends the builder.</summary>
    internal T[] ToArray()
    {
        if (_count == _items.Length && !_isRented)
        {
            return _items;
        }

        T[] result = _items.AsSpan(0, _count).ToArray();
        Release();
        return result;
    }

    private void Grow()
    {
        T[] larger = ArrayPool<T>.Shared.Rent(Math.Max(FirstRent, _count * 2));
        _items.AsSpan(0, _count).CopyTo(larger);
        Release();
        _items = larger;
        _isRented = true;
    }

    // A builder that an exception ends leaves its array to the garbage collector.
    private readonly void Release()
    {
        if (_isRented)
        {
            ArrayPool<T>.Shared.Return(_items, clearArray: RuntimeHelpers.IsReferenceOrContainsReferences<T>());
        }
    }
}

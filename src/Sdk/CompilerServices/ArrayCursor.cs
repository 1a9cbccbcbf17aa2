using System.ComponentModel;

namespace TypedWs.CompilerServices;

/// <summary>Where a reader stands in an array. Belongs to the reader that made it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct ArrayCursor
{
    internal ArrayCursor(int left) => Left = left;

    /// <summary>MessagePack: how many elements are left, as declared. JSON has an end token instead: 0.</summary>
    internal int Left { get; private set; }

    /// <summary>The index of the element that comes next.</summary>
    internal int Next { get; private set; }

    internal int Take()
    {
        Left--;
        return Next++;
    }
}

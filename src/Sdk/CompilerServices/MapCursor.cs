using System.ComponentModel;

namespace TypedWs.CompilerServices;

/// <summary>Where a reader stands in a map with string keys. Belongs to the reader that made it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct MapCursor
{
    internal MapCursor(int left) => Left = left;

    /// <summary>MessagePack: how many entries are left, as declared. JSON has an end token instead: 0.</summary>
    internal int Left { get; private set; }

    /// <summary>The number of the entry that comes next. Paths use it, because keys are content, which errors never show.</summary>
    internal int Next { get; private set; }

    internal int Take()
    {
        Left--;
        return Next++;
    }
}

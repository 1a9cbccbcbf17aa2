using System.ComponentModel;

namespace TypedWs.CompilerServices;

/// <summary>Where a reader stands in an object, and which members it has met. Belongs to the reader that made it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct ObjectCursor
{
    internal readonly MemberTable Members;

    /// <summary>Whether values come by position, without names.</summary>
    internal readonly bool IsPositional;

    /// <summary>The member that tells the case of a polymorphic type; null for other types. Only where unknown members are kept does it matter.</summary>
    internal byte[]? Discriminator;

    /// <summary>By position: the next position. By name: the member that is expected next.</summary>
    internal int Next;

    /// <summary>MessagePack: how many values are left, as declared. JSON has an end token instead.</summary>
    internal int Left;

    private MemberSet _seen;

    internal ObjectCursor(MemberTable members, bool isPositional, int left)
    {
        Members = members;
        IsPositional = isPositional;
        Left = left;
        Index = -1;
    }

    /// <summary>The member whose value comes next: its index in the <see cref="MemberTable"/>.</summary>
    public int Index { get; private set; }

    /// <summary>Whether the payload had this member, even as null.</summary>
    /// <param name="index">The index in the <see cref="MemberTable"/>.</param>
    /// <returns>Whether it was there.</returns>
    public readonly bool Has(int index) => _seen.Contains(index);

    internal readonly bool IsComplete => _seen.Includes(Members.Required);

    internal readonly int FirstMissing => _seen.FirstMissing(Members.Required);

    internal void Meet(int index)
    {
        Index = index;
        _seen.Add(index);
    }
}

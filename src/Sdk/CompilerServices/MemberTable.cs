using System.ComponentModel;
using System.Text;
using System.Text.Json;

namespace TypedWs.CompilerServices;

/// <summary>The members of one type in MessagePack order, with their names encoded once. Immutable and thread-safe.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed partial class MemberTable
{
    internal const int MaxMembers = MemberSet.Capacity;

    private readonly Member[] _members;
    private readonly byte[]?[] _utf8Names;
    // With the comma before and the colon after: one copy writes a name, one comparison finds it.
    private readonly byte[][] _jsonNames;

    /// <summary>Prepares the table.</summary>
    /// <param name="members">The members; the index is the MessagePack position.</param>
    /// <exception cref="ArgumentException">There are more than 128 members.</exception>
    public MemberTable(params ReadOnlySpan<Member> members)
    {
        if (members.Length > MaxMembers)
        {
            throw new ArgumentException(
                $"A type may have {MaxMembers} members, but this one has {members.Length}. Move some into a type of their own.", nameof(members));
        }

        _members = members.ToArray();
        _utf8Names = new byte[members.Length][];
        _jsonNames = new byte[members.Length][];
        for (int index = 0; index < members.Length; index++)
        {
            _jsonNames[index] = [];
            if (members[index].IsGap)
            {
                continue;
            }

            _utf8Names[index] = Encoding.UTF8.GetBytes(members[index].Name);
            _jsonNames[index] = [.. ",\""u8, .. JsonEncodedText.Encode(members[index].Name).EncodedUtf8Bytes, .. "\":"u8];
            LongestName = Math.Max(LongestName, _utf8Names[index]!.Length);
            if (members[index].IsRequired)
            {
                Required.Add(index);
            }
        }

        _keys = MemberKeys.Of(members);
    }

    internal int Count => _members.Length;

    /// <summary>The members without which a payload is refused. Written by the constructor only.</summary>
    internal readonly MemberSet Required;

    /// <summary>The length in bytes of the longest name: what is longer is no member.</summary>
    internal int LongestName { get; }

    internal string GetName(int index) => _members[index].Name;

    /// <summary>A name as it stands in JSON behind another value: <c>,"price":</c>.</summary>
    internal ReadOnlySpan<byte> GetJsonName(int index) => _jsonNames[index];

    /// <summary>Whether a value at this position belongs to a member.</summary>
    internal bool IsMember(int position) => (uint)position < (uint)_members.Length && !_members[position].IsGap;

    /// <summary>Finds a member by its unescaped name.</summary>
    /// <param name="utf8Name">The name.</param>
    /// <param name="expected">Where to look first: most peers write members in the order of the table.</param>
    /// <returns>The index; −1 if there is none.</returns>
    internal int Find(ReadOnlySpan<byte> utf8Name, int expected)
    {
        byte[]?[] names = _utf8Names;
        if ((uint)expected < (uint)names.Length && names[expected] is { } likely && utf8Name.SequenceEqual(likely))
        {
            return expected;
        }

        for (int index = 0; index < names.Length; index++)
        {
            if (names[index] is { } name && utf8Name.SequenceEqual(name))
            {
                return index;
            }
        }

        return -1;
    }
}

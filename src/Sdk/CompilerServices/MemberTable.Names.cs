using System.Text;

namespace TypedWs.CompilerServices;

/// <content>How names that are not written exactly as in the table find their member.</content>
public sealed partial class MemberTable
{
    // Null where the members' names are their keys.
    private readonly MemberKeys? _keys;

    /// <summary>The key of a member, as MessagePack has it.</summary>
    /// <exception cref="InvalidOperationException">The type is no map.</exception>
    internal ReadOnlySpan<byte> GetRawKey(int index)
        => (_keys ?? throw new InvalidOperationException("The members of this type have no keys; it is written by position.")).GetRaw(index);

    /// <summary>
    /// Finds a member by its name in JSON. As System.Text.Json with its web defaults does, a name in another case is accepted, but only after no name
    /// has matched exactly: what writes names as they are pays nothing for it.
    /// </summary>
    internal int FindInJson(ReadOnlySpan<byte> utf8Name, int expected)
    {
        int index = Find(utf8Name, expected);
        return index >= 0 || utf8Name.Length > LongestName ? index : FindIgnoringCase(utf8Name);
    }

    /// <summary>Finds a member by its key in a map, or by its name in JSON.</summary>
    internal int FindInMessagePack(ReadOnlySpan<byte> utf8Name, int expected)
    {
        if (_keys is null)
        {
            return Find(utf8Name, expected);
        }

        int index = _keys.Find(utf8Name, expected);
        return index >= 0 ? index : Find(utf8Name, expected);
    }

    // Letters beyond ASCII are compared as they are.
    private int FindIgnoringCase(ReadOnlySpan<byte> utf8Name)
    {
        byte[]?[] names = _utf8Names;
        for (int index = 0; index < names.Length; index++)
        {
            if (names[index] is { } name && Ascii.EqualsIgnoreCase(utf8Name, name))
            {
                return index;
            }
        }

        return -1;
    }
}

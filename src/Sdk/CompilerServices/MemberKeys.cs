using System.Buffers;
using System.Text;
using MessagePack;

namespace TypedWs.CompilerServices;

/// <summary>The keys of a type that is a map in MessagePack. Immutable and thread-safe.</summary>
internal sealed class MemberKeys
{
    private readonly byte[]?[] _utf8;
    private readonly byte[][] _raw;

    private MemberKeys(ReadOnlySpan<Member> members)
    {
        _utf8 = new byte[members.Length][];
        _raw = new byte[members.Length][];
        for (int index = 0; index < members.Length; index++)
        {
            if (members[index].Key is { } key)
            {
                byte[] utf8 = Encoding.UTF8.GetBytes(key);
                _utf8[index] = utf8;
                _raw[index] = Encode(utf8);
            }
        }
    }

    private static byte[] Encode(byte[] utf8)
    {
        var output = new ArrayBufferWriter<byte>(utf8.Length + 5);
        var writer = new MessagePackWriter(output);
        writer.WriteString(utf8);
        writer.Flush();
        return output.WrittenSpan.ToArray();
    }

    /// <summary>The keys of these members, or null where they have none.</summary>
    internal static MemberKeys? Of(ReadOnlySpan<Member> members)
    {
        foreach (Member member in members)
        {
            if (member.Key is not null)
            {
                return new MemberKeys(members);
            }
        }

        return null;
    }

    /// <summary>The key with its MessagePack header.</summary>
    internal ReadOnlySpan<byte> GetRaw(int index) => _raw[index];

    /// <summary>Finds a member by its key.</summary>
    /// <param name="utf8Key">The key.</param>
    /// <param name="expected">Where to look first.</param>
    /// <returns>The index; −1 if there is none.</returns>
    internal int Find(ReadOnlySpan<byte> utf8Key, int expected)
    {
        if ((uint)expected < (uint)_utf8.Length && _utf8[expected] is { } likely && utf8Key.SequenceEqual(likely))
        {
            return expected;
        }

        for (int index = 0; index < _utf8.Length; index++)
        {
            if (_utf8[index] is { } key && utf8Key.SequenceEqual(key))
            {
                return index;
            }
        }

        return -1;
    }
}

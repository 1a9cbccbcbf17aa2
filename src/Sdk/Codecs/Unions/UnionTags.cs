using System.Text;

namespace TypedWs.CompilerServices;

/// <summary>Finds a discriminator among those that are known.</summary>
internal static class UnionTags
{
    /// <summary>The payload has no discriminator, and every case has one.</summary>
    internal const int Absent = -1;

    /// <summary>The discriminator is none of those known.</summary>
    internal const int Unknown = -2;

    internal static int Find(UnionTag[] tags, ReadOnlySpan<byte> utf8Name)
    {
        for (int i = 0; i < tags.Length; i++)
        {
            if (tags[i].Is(utf8Name))
            {
                return i;
            }
        }

        return Unknown;
    }

    internal static int Find(UnionTag[] tags, long number)
    {
        int index = Array.FindIndex(tags, tag => tag.Is(number));
        return index < 0 ? Unknown : index;
    }

    /// <summary>The case without discriminator.</summary>
    internal static int FindNone(UnionTag[] tags) => Array.FindIndex(tags, static tag => tag.IsNone);

    /// <summary>What is wrong with an object that has the discriminator more than once.</summary>
    internal static string Repeated(byte[] member) => $"expected the discriminator \"{Encoding.UTF8.GetString(member)}\" once, but the object repeats it";
}

using MessagePack;

namespace TypedWs.CompilerServices;

/// <content>What tells the cases of a polymorphic type apart.</content>
public ref partial struct MessagePackValueReader
{
    /// <summary>Looks ahead for the discriminator of the map that comes next, wherever it stands in it; consumes nothing.</summary>
    /// <param name="member">The name of its member.</param>
    /// <param name="tags">Those that are known.</param>
    /// <returns>Which of them it is, or what <see cref="UnionTags"/> says.</returns>
    /// <exception cref="PayloadException">The payload is malformed, or has the member more than once.</exception>
    internal int FindTag(byte[] member, UnionTag[] tags)
    {
        int start = _position;
        int found = UnionTags.FindNone(tags);
        bool isFound = false;
        int depth = (_path?.Depth ?? 0) + 1;
        for (int left = ReadMapLength(); left > 0; left--)
        {
            bool isTag = false;
            if (NextType() == MessagePackType.String)
            {
                isTag = ReadText("a name").SequenceEqual(member);
            }
            else
            {
                Skip(depth);
            }

            if (isTag)
            {
                found = isFound ? throw Failure(UnionTags.Repeated(member)) : ReadTag(tags);
                isFound = true;
            }
            else
            {
                Skip(depth);
            }
        }

        _position = start;
        return found;
    }

    /// <summary>Reads a discriminator.</summary>
    /// <param name="tags">Those that are known.</param>
    /// <returns>Which of them it is, or what <see cref="UnionTags"/> says.</returns>
    /// <exception cref="PayloadException">It is neither a string nor a number.</exception>
    internal int ReadTag(UnionTag[] tags)
    {
        switch (NextType())
        {
            case MessagePackType.Nil:
                TryReadNull();
                return UnionTags.FindNone(tags);
            case MessagePackType.Integer:
                return UnionTags.Find(tags, ReadInt64());
            case MessagePackType.String:
                return UnionTags.Find(tags, ReadText("a string"));
            default:
                throw Unexpected("a string or a number as discriminator");
        }
    }
}

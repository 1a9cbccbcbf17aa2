using System.Text.Json;

namespace TypedWs.CompilerServices;

/// <content>What tells the cases of a polymorphic type apart.</content>
public ref partial struct JsonValueReader
{
    /// <summary>Looks ahead for the discriminator of the object that comes next, wherever it stands in it; consumes nothing.</summary>
    /// <param name="member">The name of its member.</param>
    /// <param name="tags">Those that are known.</param>
    /// <returns>Which of them it is, or what <see cref="UnionTags"/> says.</returns>
    /// <exception cref="PayloadException">The payload is malformed, or has the member more than once.</exception>
    internal int FindTag(byte[] member, UnionTag[] tags)
    {
        NextToken();
        _isOnValue = true;
        Utf8JsonReader start = _json;
        int depth = _json.CurrentDepth;
        int found = UnionTags.FindNone(tags);
        bool isFound = false;
        while (Advance() == JsonTokenType.PropertyName)
        {
            bool isTag = IsText(member);
            Advance();
            if (isTag)
            {
                // Unlike other members: what checks a message before us may go by the first one, and so see another type than we do.
                found = isFound ? throw Failure(UnionTags.Repeated(member)) : MatchTag(tags);
                isFound = true;
            }

            while (_json.CurrentDepth > depth + 1 || _json.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            {
                Advance();
            }
        }

        _json = start;
        _isOnValue = true;
        _discriminator = member;
        return found;
    }

    /// <summary>Reads a discriminator.</summary>
    /// <param name="tags">Those that are known.</param>
    /// <returns>Which of them it is, or what <see cref="UnionTags"/> says.</returns>
    /// <exception cref="PayloadException">It is neither a string nor a number.</exception>
    internal int ReadTag(UnionTag[] tags)
    {
        NextToken();
        return MatchTag(tags);
    }

    private int MatchTag(UnionTag[] tags)
    {
        switch (_json.TokenType)
        {
            case JsonTokenType.Null:
                return UnionTags.FindNone(tags);
            case JsonTokenType.Number:
                return _json.TryGetInt64(out long number) ? UnionTags.Find(tags, number) : UnionTags.Unknown;
            case JsonTokenType.String:
                Span<byte> scratch = stackalloc byte[TextScratch];
                return UnionTags.Find(tags, _json.ValueIsEscaped ? scratch[..CopyText(scratch)] : _json.ValueSpan);
            default:
                throw Unexpected("a string or a number as discriminator");
        }
    }
}

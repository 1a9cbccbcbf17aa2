using System.Text.Json;
using System.Text.Json.Nodes;

namespace TypedWs.CompilerServices;

/// <content>Members that a type does not know, kept where it has a member for them.</content>
public ref partial struct JsonValueReader
{
    /// <summary>Goes to the next known member; keeps all others.</summary>
    /// <param name="cursor">The cursor of the object.</param>
    /// <param name="unknown">Where the others are kept; stays null if there are none. Of equal names the last one counts.</param>
    /// <returns>False at the end of the object.</returns>
    /// <exception cref="PayloadException">The payload is malformed or lacks a required member.</exception>
    public bool MoveNext(ref ObjectCursor cursor, ref Dictionary<string, JsonElement>? unknown)
    {
        while (MoveNextOrUnknown(ref cursor, out string? name))
        {
            if (name is null)
            {
                return true;
            }

            (unknown ??= [])[name] = ReadElement();
        }

        return false;
    }

    /// <summary>Goes to the next known member; keeps all others.</summary>
    /// <param name="cursor">The cursor of the object.</param>
    /// <param name="unknown">Where the others are kept; stays null if there are none. Of equal names the last one counts.</param>
    /// <returns>False at the end of the object.</returns>
    /// <exception cref="PayloadException">The payload is malformed or lacks a required member.</exception>
    public bool MoveNext(ref ObjectCursor cursor, ref JsonObject? unknown)
    {
        while (MoveNextOrUnknown(ref cursor, out string? name))
        {
            if (name is null)
            {
                return true;
            }

            (unknown ??= [])[name] = JsonNodes.Of(ReadElement());
        }

        return false;
    }

    /// <summary>Goes to the next member of an object by name, or the next known one of an array by position.</summary>
    private bool MoveNextOrUnknown(ref ObjectCursor cursor, out string? name)
    {
        name = null;
        if (cursor.IsPositional)
        {
            return MoveNext(ref cursor);
        }

        // What tells the cases of a polymorphic type apart is no member.
        _path!.MoveTo(-1);
        while (Advance() != JsonTokenType.EndObject && cursor.Discriminator is { } discriminator && IsText(discriminator))
        {
            Skip();
        }

        if (_json.TokenType == JsonTokenType.EndObject)
        {
            Complete(in cursor);
            return false;
        }

        int index = FindMember(in cursor);
        cursor.Next = index + 1;
        _path!.MoveTo(index);
        if (index >= 0)
        {
            cursor.Meet(index);
        }
        else
        {
            name = GetString();
        }

        return true;
    }
}

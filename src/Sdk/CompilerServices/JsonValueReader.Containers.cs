using System.Text.Json;

namespace TypedWs.CompilerServices;

public ref partial struct JsonValueReader
{
    // Names that are escaped are unescaped into this much of the stack; longer ones are compared on the heap.
    private const int NameScratch = 256;

    /// <summary>Enters an object, written by name or, as an array, by position.</summary>
    /// <param name="members">The members of the type.</param>
    /// <returns>A cursor before the first member.</returns>
    /// <exception cref="PayloadException">It is neither, or nests too deeply.</exception>
    public ObjectCursor ReadObject(MemberTable members)
    {
        JsonTokenType token = NextToken();
        if (token is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
        {
            throw Unexpected("an object");
        }

        Enter(members);
        ObjectCursor cursor = new(members, isPositional: token == JsonTokenType.StartArray, left: 0) { Discriminator = _discriminator };
        _discriminator = null;
        return cursor;
    }

    /// <summary>Goes to the next known member; passes over all others.</summary>
    /// <param name="cursor">The cursor of the object.</param>
    /// <returns>False at the end of the object.</returns>
    /// <exception cref="PayloadException">The payload is malformed or lacks a required member.</exception>
    public bool MoveNext(ref ObjectCursor cursor)
    {
        while (true)
        {
            JsonTokenType token = Advance();
            if (token is JsonTokenType.EndObject or JsonTokenType.EndArray)
            {
                Complete(in cursor);
                return false;
            }

            int index;
            if (cursor.IsPositional)
            {
                _isOnValue = true;
                index = cursor.Members.IsMember(cursor.Next) ? cursor.Next : -1;
                cursor.Next++;
            }
            else
            {
                _path!.MoveTo(-1);
                index = FindMember(in cursor);
                cursor.Next = index + 1;
            }

            _path!.MoveTo(index);
            if (index >= 0)
            {
                cursor.Meet(index);
                return true;
            }

            Skip();
        }
    }

    /// <summary>Enters an array.</summary>
    /// <returns>A cursor before the first element.</returns>
    /// <exception cref="PayloadException">It is no array, or nests too deeply.</exception>
    public ArrayCursor ReadArray()
    {
        if (NextToken() != JsonTokenType.StartArray)
        {
            throw Unexpected("an array");
        }

        Enter(members: null);
        return default;
    }

    /// <summary>Goes to the next element.</summary>
    /// <param name="cursor">The cursor of the array.</param>
    /// <returns>False at the end of the array.</returns>
    /// <exception cref="PayloadException">The payload is malformed.</exception>
    public bool MoveNext(ref ArrayCursor cursor)
    {
        if (Advance() == JsonTokenType.EndArray)
        {
            Leave();
            return false;
        }

        _isOnValue = true;
        _path!.MoveTo(cursor.Take());
        return true;
    }

    /// <summary>Enters a map: an object whose names are keys.</summary>
    /// <returns>A cursor before the first entry.</returns>
    /// <exception cref="PayloadException">It is no object, or nests too deeply.</exception>
    public MapCursor ReadMap()
    {
        if (NextToken() != JsonTokenType.StartObject)
        {
            throw Unexpected("an object");
        }

        Enter(members: null);
        return default;
    }

    /// <summary>Goes to the next entry.</summary>
    /// <param name="cursor">The cursor of the map.</param>
    /// <param name="key">Its key; empty at the end.</param>
    /// <returns>False at the end of the map.</returns>
    /// <exception cref="PayloadException">The payload is malformed.</exception>
    public bool MoveNext(ref MapCursor cursor, out string key)
    {
        if (Advance() == JsonTokenType.EndObject)
        {
            Leave();
            key = "";
            return false;
        }

        _path!.MoveTo(cursor.Take());
        key = GetString();
        return true;
    }

    private void Enter(MemberTable? members) => (_path ??= PayloadPath.Rent()).Push(members);

    private void Leave()
    {
        _path!.Pop();
        if (_path.Depth == 0)
        {
            PayloadPath.Return(_path);
            _path = null;
        }
    }

    private void Complete(in ObjectCursor cursor)
    {
        if (!cursor.IsComplete)
        {
            _path!.MoveTo(cursor.FirstMissing);
            throw Failure("required, but missing");
        }

        Leave();
    }

    private int FindMember(in ObjectCursor cursor)
    {
        if (!_json.ValueIsEscaped)
        {
            return cursor.Members.FindInJson(_json.ValueSpan, cursor.Next);
        }

        // Unescaping makes a name shorter, by six bytes to one at most; what is still too long then is no member.
        if (_json.ValueSpan.Length > cursor.Members.LongestName * 6)
        {
            return -1;
        }

        Span<byte> scratch = _json.ValueSpan.Length <= NameScratch ? stackalloc byte[NameScratch] : new byte[_json.ValueSpan.Length];
        return cursor.Members.FindInJson(scratch[..CopyText(scratch)], cursor.Next);
    }
}

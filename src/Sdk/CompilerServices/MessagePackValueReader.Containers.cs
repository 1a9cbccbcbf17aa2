using MessagePack;

namespace TypedWs.CompilerServices;

public ref partial struct MessagePackValueReader
{
    /// <summary>Enters an object, written by position or, as a map, by name.</summary>
    /// <param name="members">The members of the type.</param>
    /// <returns>A cursor before the first member.</returns>
    /// <exception cref="PayloadException">It is neither, nests too deeply or declares more than is there.</exception>
    public ObjectCursor ReadObject(MemberTable members)
    {
        bool isPositional = NextType() switch
        {
            MessagePackType.Array => true,
            MessagePackType.Map => false,
            _ => throw Unexpected("an array or a map"),
        };
        int count = isPositional ? ReadArrayLength() : ReadMapLength();
        Enter(members);
        return new ObjectCursor(members, isPositional, count);
    }

    /// <summary>Goes to the next known member; passes over all others.</summary>
    /// <param name="cursor">The cursor of the object.</param>
    /// <returns>False at the end of the object.</returns>
    /// <exception cref="PayloadException">The payload is malformed or lacks a required member.</exception>
    public bool MoveNext(ref ObjectCursor cursor)
    {
        while (cursor.Left > 0)
        {
            cursor.Left--;
            int index;
            if (cursor.IsPositional)
            {
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

        Complete(in cursor);
        return false;
    }

    /// <summary>Enters an array.</summary>
    /// <returns>A cursor before the first element.</returns>
    /// <exception cref="PayloadException">It is no array, nests too deeply or declares more than is there.</exception>
    public ArrayCursor ReadArray()
    {
        int count = ReadArrayLength();
        Enter(members: null);
        return new ArrayCursor(count);
    }

    /// <summary>Goes to the next element.</summary>
    /// <param name="cursor">The cursor of the array.</param>
    /// <returns>False at the end of the array.</returns>
    public bool MoveNext(ref ArrayCursor cursor)
    {
        if (cursor.Left == 0)
        {
            Leave();
            return false;
        }

        _path!.MoveTo(cursor.Take());
        return true;
    }

    /// <summary>Enters a map.</summary>
    /// <returns>A cursor before the first entry.</returns>
    /// <exception cref="PayloadException">It is no map, nests too deeply or declares more than is there.</exception>
    public MapCursor ReadMap()
    {
        int count = ReadMapLength();
        Enter(members: null);
        return new MapCursor(count);
    }

    /// <summary>Goes to the next entry.</summary>
    /// <param name="cursor">The cursor of the map.</param>
    /// <param name="key">Its key; empty at the end.</param>
    /// <returns>False at the end of the map.</returns>
    /// <exception cref="PayloadException">The key is not a string.</exception>
    public bool MoveNext(ref MapCursor cursor, out string key)
    {
        if (cursor.Left == 0)
        {
            Leave();
            key = "";
            return false;
        }

        _path!.MoveTo(cursor.Take());
        key = Decode(ReadText("a string as key"));
        return true;
    }

    private void Enter(MemberTable? members)
    {
        _path ??= PayloadPath.Rent();
        if (_path.Depth == _maxDepth)
        {
            throw TooDeep();
        }

        _path.Push(members);
    }

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

    // Keys that are no strings belong to nobody here; they are passed over like unknown names.
    private int FindMember(in ObjectCursor cursor)
    {
        if (NextType() == MessagePackType.String)
        {
            return cursor.Members.FindInMessagePack(ReadText("a name"), cursor.Next);
        }

        Skip();
        return -1;
    }
}

using MessagePack;

namespace TypedWs.CompilerServices;

/// <content>Values of types that only the payload tells.</content>
public ref partial struct MessagePackValueReader
{
    /// <summary>Looks at the type of the next value.</summary>
    /// <exception cref="PayloadException">The payload ends here.</exception>
    internal MessagePackType PeekType() => NextType();

    /// <summary>Looks whether the next value is an integer.</summary>
    internal bool IsIntegerNext() => NextType() == MessagePackType.Integer;

    /// <summary>Reads an integer of up to 64 bits, signed or not.</summary>
    /// <exception cref="PayloadException">It is something else.</exception>
    internal Int128 ReadAnyInteger()
        => NextCode() == MessagePackCode.UInt64 ? ReadUInt64() : ReadInt64();

    /// <summary>Looks whether the next value is a float 32.</summary>
    internal bool IsSingleNext() => NextCode() == MessagePackCode.Float32;

    /// <summary>Goes to the next entry of a map; its key comes first.</summary>
    /// <param name="cursor">The cursor of the map.</param>
    /// <returns>False at the end of the map.</returns>
    internal bool MoveNext(ref MapCursor cursor)
    {
        if (cursor.Left == 0)
        {
            Leave();
            return false;
        }

        _path!.MoveTo(cursor.Take());
        return true;
    }
}

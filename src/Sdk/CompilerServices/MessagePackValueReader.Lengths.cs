using System.Buffers.Binary;
using MessagePack;

namespace TypedWs.CompilerServices;

/// <content>How long values are: what the sender declares is believed only as far as there are bytes for it.</content>
public ref partial struct MessagePackValueReader
{
    private int ReadArrayLength()
    {
        byte code = NextCode();
        int count = code switch
        {
            <= MessagePackCode.MaxFixArray and >= MessagePackCode.MinFixArray => TakeFixed(code & 0x0f),
            MessagePackCode.Array16 => ReadLength16(),
            MessagePackCode.Array32 => ReadLength32(),
            _ => throw Unexpected("an array"),
        };

        // Each value takes a byte at least. Negative are those above 2³¹.
        return (uint)count <= (uint)BytesLeft ? count : throw TooBig();
    }

    private int ReadMapLength()
    {
        byte code = NextCode();
        int count = code switch
        {
            <= MessagePackCode.MaxFixMap and >= MessagePackCode.MinFixMap => TakeFixed(code & 0x0f),
            MessagePackCode.Map16 => ReadLength16(),
            MessagePackCode.Map32 => ReadLength32(),
            _ => throw Unexpected("a map"),
        };
        return (uint)count <= (uint)BytesLeft / 2 ? count : throw TooBig();
    }

    /// <summary>Goes to the text of a string.</summary>
    /// <returns>Its length, as declared.</returns>
    private int ReadStringLength(string expected)
    {
        byte code = NextCode();
        return code switch
        {
            <= MessagePackCode.MaxFixStr and >= MessagePackCode.MinFixStr => TakeFixed(code & 0x1f),
            MessagePackCode.Str8 => ReadLength8(),
            MessagePackCode.Str16 => ReadLength16(),
            MessagePackCode.Str32 => ReadLength32(),
            _ => throw Unexpected(expected),
        };
    }

    /// <summary>Goes to what follows the code and the length of a value without inner ones.</summary>
    /// <returns>How many bytes follow, as declared.</returns>
    private int ReadScalarLength()
    {
        byte code = NextCode();
        switch (code)
        {
            case <= MessagePackCode.MaxFixInt or >= MessagePackCode.MinNegativeFixInt:
            case MessagePackCode.Nil or MessagePackCode.False or MessagePackCode.True:
                return TakeFixed(0);
            case >= MessagePackCode.MinFixStr and <= MessagePackCode.MaxFixStr:
                return TakeFixed(code & 0x1f);
            case MessagePackCode.UInt8 or MessagePackCode.Int8:
                return TakeFixed(1);
            case MessagePackCode.UInt16 or MessagePackCode.Int16:
                return TakeFixed(2);
            case MessagePackCode.UInt32 or MessagePackCode.Int32 or MessagePackCode.Float32:
                return TakeFixed(4);
            case MessagePackCode.UInt64 or MessagePackCode.Int64 or MessagePackCode.Float64:
                return TakeFixed(8);
            case MessagePackCode.Str8 or MessagePackCode.Bin8:
                return ReadLength8();
            case MessagePackCode.Str16 or MessagePackCode.Bin16:
                return ReadLength16();
            case MessagePackCode.Str32 or MessagePackCode.Bin32:
                return ReadLength32();
            case >= MessagePackCode.FixExt1 and <= MessagePackCode.FixExt16 or MessagePackCode.Ext8 or MessagePackCode.Ext16 or MessagePackCode.Ext32:
                return ReadExtensionLength(out _);
            default:
                throw Malformed();
        }
    }

    /// <summary>Goes to the content of an extension value, which is not of this type if the code is another one.</summary>
    private int ReadExtensionLength(out sbyte type)
    {
        byte code = NextCode();
        int length = code switch
        {
            MessagePackCode.Ext8 => ReadLength8(),
            MessagePackCode.Ext16 => ReadLength16(),
            MessagePackCode.Ext32 => ReadLength32(),
            _ => TakeFixed(1 << (code - MessagePackCode.FixExt1)),
        };
        type = (sbyte)Take(1)[0];
        return length;
    }

    private int TakeFixed(int length)
    {
        _position++;
        return length;
    }

    private int ReadLength8() => ReadBody(1)[0];

    private int ReadLength16() => BinaryPrimitives.ReadUInt16BigEndian(ReadBody(2));

    private int ReadLength32() => BinaryPrimitives.ReadInt32BigEndian(ReadBody(4));

    /// <summary>Consumes a code and the bytes behind it.</summary>
    private ReadOnlySpan<byte> ReadBody(int size)
    {
        if (BytesLeft <= size)
        {
            throw Malformed();
        }

        ReadOnlySpan<byte> body = _bytes.Slice(_position + 1, size);
        _position += 1 + size;
        return body;
    }

    /// <summary>Consumes bytes.</summary>
    /// <param name="length">How many, as declared; negative are those above 2³¹.</param>
    private ReadOnlySpan<byte> Take(int length)
    {
        if ((uint)length > (uint)BytesLeft)
        {
            throw Malformed();
        }

        ReadOnlySpan<byte> bytes = _bytes.Slice(_position, length);
        _position += length;
        return bytes;
    }
}

using System.Buffers.Binary;
using System.Buffers.Text;
using MessagePack;

namespace TypedWs.CompilerServices;

public ref partial struct MessagePackValueReader
{
    /// <summary>Reads a boolean.</summary>
    /// <returns>The value.</returns>
    /// <exception cref="PayloadException">It is something else.</exception>
    public bool ReadBoolean()
    {
        byte code = NextCode();
        if (code is not (MessagePackCode.True or MessagePackCode.False))
        {
            throw Unexpected("a boolean");
        }

        _position++;
        return code == MessagePackCode.True;
    }

    /// <summary>Reads <see cref="Byte"/> from an integer of any width.</summary>
    /// <returns>The value.</returns>
    /// <exception cref="PayloadException">It is something else, or out of range.</exception>
    public byte ReadByte() => (byte)ReadInteger(byte.MinValue, byte.MaxValue);

    /// <summary>Reads <see cref="SByte"/> from an integer of any width.</summary>
    /// <returns>The value.</returns>
    /// <exception cref="PayloadException">It is something else, or out of range.</exception>
    public sbyte ReadSByte() => (sbyte)ReadInteger(sbyte.MinValue, sbyte.MaxValue);

    /// <summary>Reads <see cref="Int16"/> from an integer of any width.</summary>
    /// <returns>The value.</returns>
    /// <exception cref="PayloadException">It is something else, or out of range.</exception>
    public short ReadInt16() => (short)ReadInteger(short.MinValue, short.MaxValue);

    /// <summary>Reads <see cref="UInt16"/> from an integer of any width.</summary>
    /// <returns>The value.</returns>
    /// <exception cref="PayloadException">It is something else, or out of range.</exception>
    public ushort ReadUInt16() => (ushort)ReadInteger(ushort.MinValue, ushort.MaxValue);

    /// <summary>Reads <see cref="Int32"/> from an integer of any width.</summary>
    /// <returns>The value.</returns>
    /// <exception cref="PayloadException">It is something else, or out of range.</exception>
    public int ReadInt32() => (int)ReadInteger(int.MinValue, int.MaxValue);

    /// <summary>Reads <see cref="UInt32"/> from an integer of any width.</summary>
    /// <returns>The value.</returns>
    /// <exception cref="PayloadException">It is something else, or out of range.</exception>
    public uint ReadUInt32() => (uint)ReadInteger(uint.MinValue, uint.MaxValue);

    /// <summary>Reads <see cref="Int64"/> from an integer of any width.</summary>
    /// <returns>The value.</returns>
    /// <exception cref="PayloadException">It is something else, or out of range.</exception>
    public long ReadInt64() => ReadInteger(long.MinValue, long.MaxValue);

    /// <summary>Reads <see cref="UInt64"/> from an integer of any width.</summary>
    /// <returns>The value.</returns>
    /// <exception cref="PayloadException">It is something else, or out of range.</exception>
    public ulong ReadUInt64()
    {
        if (NextCode() == MessagePackCode.UInt64)
        {
            return BinaryPrimitives.ReadUInt64BigEndian(ReadBody(8));
        }

        return TryReadInteger(out long value) && value >= 0 ? (ulong)value : throw OutOfRange(ulong.MinValue, ulong.MaxValue);
    }

    /// <summary>Reads <see cref="Single"/> from any number.</summary>
    /// <returns>The value, rounded where the payload is more precise.</returns>
    /// <exception cref="PayloadException">It is something else, or out of range.</exception>
    public float ReadSingle()
    {
        double value = ReadDouble();
        float single = (float)value;
        return float.IsInfinity(single) && double.IsFinite(value) ? throw OutOfRange(float.MinValue, float.MaxValue) : single;
    }

    /// <summary>Reads <see cref="Double"/> from any number.</summary>
    /// <returns>The value.</returns>
    /// <exception cref="PayloadException">It is something else.</exception>
    public double ReadDouble()
    {
        switch (NextCode())
        {
            case MessagePackCode.Float64:
                return BinaryPrimitives.ReadDoubleBigEndian(ReadBody(8));
            case MessagePackCode.Float32:
                return BinaryPrimitives.ReadSingleBigEndian(ReadBody(4));
            case MessagePackCode.UInt64:
                return BinaryPrimitives.ReadUInt64BigEndian(ReadBody(8));
            default:
                TryReadInteger(out long value, "a number");
                return value;
        }
    }

    /// <summary>Reads <see cref="Decimal"/> from a string.</summary>
    /// <returns>The value.</returns>
    /// <exception cref="PayloadException">It is something else, or out of range.</exception>
    public decimal ReadDecimal()
    {
        const string Expected = "a decimal number as a string";
        ReadOnlySpan<byte> text = ReadText(Expected);
        if (FixedPoint.TryParse(text, out FixedPoint digits))
        {
            return digits.ToDecimal();
        }

        return Utf8Parser.TryParse(text, out decimal value, out int consumed) && consumed == text.Length ? value : throw Invalid(Expected);
    }

    private long ReadInteger(long min, long max)
        => TryReadInteger(out long value) && value >= min && value <= max ? value : throw OutOfRange(min, max);

    /// <summary>Reads an integer of any width.</summary>
    /// <returns>False for one that is greater than <see cref="long.MaxValue"/>.</returns>
    private bool TryReadInteger(out long value, string expected = "a whole number")
    {
        byte code = NextCode();
        if (code is <= MessagePackCode.MaxFixInt or >= MessagePackCode.MinNegativeFixInt)
        {
            _position++;
            value = (sbyte)code;
            return true;
        }

        value = code switch
        {
            MessagePackCode.UInt8 => ReadBody(1)[0],
            MessagePackCode.UInt16 => BinaryPrimitives.ReadUInt16BigEndian(ReadBody(2)),
            MessagePackCode.UInt32 => BinaryPrimitives.ReadUInt32BigEndian(ReadBody(4)),
            MessagePackCode.UInt64 or MessagePackCode.Int64 => BinaryPrimitives.ReadInt64BigEndian(ReadBody(8)),
            MessagePackCode.Int8 => (sbyte)ReadBody(1)[0],
            MessagePackCode.Int16 => BinaryPrimitives.ReadInt16BigEndian(ReadBody(2)),
            MessagePackCode.Int32 => BinaryPrimitives.ReadInt32BigEndian(ReadBody(4)),
            _ => throw Unexpected(expected),
        };
        return code != MessagePackCode.UInt64 || value >= 0;
    }
}

using MessagePack;

namespace TypedWs.CompilerServices;

public ref partial struct MessagePackValueReader
{
    /// <summary>Reads a boolean.</summary>
    /// <returns>The value.</returns>
    /// <exception cref="PayloadException">It is something else.</exception>
    public bool ReadBoolean()
    {
        if (NextType() != MessagePackType.Boolean)
        {
            throw Unexpected("a boolean");
        }

        return _messagePack.ReadBoolean();
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
        ExpectInteger();
        try
        {
            return _messagePack.ReadUInt64();
        }
        catch (Exception exception) when (IsDecoding(exception))
        {
            throw exception is OverflowException ? OutOfRange(ulong.MinValue, ulong.MaxValue) : Malformed();
        }
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
        if (NextType() is not (MessagePackType.Float or MessagePackType.Integer))
        {
            throw Unexpected("a number");
        }

        try
        {
            return _messagePack.ReadDouble();
        }
        catch (Exception exception) when (IsDecoding(exception))
        {
            throw Malformed();
        }
    }

    /// <summary>Reads <see cref="Decimal"/> from a string.</summary>
    /// <returns>The value.</returns>
    /// <exception cref="PayloadException">It is something else, or out of range.</exception>
    public decimal ReadDecimal()
    {
        const string Expected = "a decimal number as a string";
        ReadOnlySpan<byte> text = ReadText(Expected);
        return DecimalText.TryParse(text, out decimal value) ? value : throw Invalid(Expected);
    }

    private long ReadInteger(long min, long max)
    {
        ExpectInteger();
        long value;
        try
        {
            value = _messagePack.ReadInt64();
        }
        catch (Exception exception) when (IsDecoding(exception))
        {
            throw exception is OverflowException ? OutOfRange(min, max) : Malformed();
        }

        return value >= min && value <= max ? value : throw OutOfRange(min, max);
    }

    private void ExpectInteger()
    {
        if (NextType() != MessagePackType.Integer)
        {
            throw Unexpected("a whole number");
        }
    }
}

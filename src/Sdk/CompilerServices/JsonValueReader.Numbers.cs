using System.Text.Json;

namespace TypedWs.CompilerServices;

public ref partial struct JsonValueReader
{
    /// <summary>Reads a boolean.</summary>
    /// <returns>The value.</returns>
    /// <exception cref="PayloadException">It is something else.</exception>
    public bool ReadBoolean() => NextToken() switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        _ => throw Unexpected("a boolean"),
    };

    /// <summary>Reads <see cref="Byte"/>.</summary>
    /// <returns>The value.</returns>
    /// <exception cref="PayloadException">It is something else, or out of range.</exception>
    public byte ReadByte()
    {
        if (!IsNumber())
        {
            return ReadQuoted(byte.MinValue, byte.MaxValue);
        }

        return _json.TryGetByte(out byte value) ? value : throw NotInteger(byte.MinValue, byte.MaxValue);
    }

    /// <summary>Reads <see cref="SByte"/>.</summary>
    /// <returns>The value.</returns>
    /// <exception cref="PayloadException">It is something else, or out of range.</exception>
    public sbyte ReadSByte()
    {
        if (!IsNumber())
        {
            return ReadQuoted(sbyte.MinValue, sbyte.MaxValue);
        }

        return _json.TryGetSByte(out sbyte value) ? value : throw NotInteger(sbyte.MinValue, sbyte.MaxValue);
    }

    /// <summary>Reads <see cref="Int16"/>.</summary>
    /// <returns>The value.</returns>
    /// <exception cref="PayloadException">It is something else, or out of range.</exception>
    public short ReadInt16()
    {
        if (!IsNumber())
        {
            return ReadQuoted(short.MinValue, short.MaxValue);
        }

        return _json.TryGetInt16(out short value) ? value : throw NotInteger(short.MinValue, short.MaxValue);
    }

    /// <summary>Reads <see cref="UInt16"/>.</summary>
    /// <returns>The value.</returns>
    /// <exception cref="PayloadException">It is something else, or out of range.</exception>
    public ushort ReadUInt16()
    {
        if (!IsNumber())
        {
            return ReadQuoted(ushort.MinValue, ushort.MaxValue);
        }

        return _json.TryGetUInt16(out ushort value) ? value : throw NotInteger(ushort.MinValue, ushort.MaxValue);
    }

    /// <summary>Reads <see cref="Int32"/>.</summary>
    /// <returns>The value.</returns>
    /// <exception cref="PayloadException">It is something else, or out of range.</exception>
    public int ReadInt32()
    {
        if (!IsNumber())
        {
            return ReadQuoted(int.MinValue, int.MaxValue);
        }

        return _json.TryGetInt32(out int value) ? value : throw NotInteger(int.MinValue, int.MaxValue);
    }

    /// <summary>Reads <see cref="UInt32"/>.</summary>
    /// <returns>The value.</returns>
    /// <exception cref="PayloadException">It is something else, or out of range.</exception>
    public uint ReadUInt32()
    {
        if (!IsNumber())
        {
            return ReadQuoted(uint.MinValue, uint.MaxValue);
        }

        return _json.TryGetUInt32(out uint value) ? value : throw NotInteger(uint.MinValue, uint.MaxValue);
    }

    /// <summary>Reads <see cref="Int64"/>.</summary>
    /// <returns>The value.</returns>
    /// <exception cref="PayloadException">It is something else, or out of range.</exception>
    public long ReadInt64()
    {
        if (!IsNumber())
        {
            return ReadQuoted(long.MinValue, long.MaxValue);
        }

        return _json.TryGetInt64(out long value) ? value : throw NotInteger(long.MinValue, long.MaxValue);
    }

    /// <summary>Reads <see cref="UInt64"/>.</summary>
    /// <returns>The value.</returns>
    /// <exception cref="PayloadException">It is something else, or out of range.</exception>
    public ulong ReadUInt64()
    {
        if (!IsNumber())
        {
            return ReadQuoted(ulong.MinValue, ulong.MaxValue);
        }

        return _json.TryGetUInt64(out ulong value) ? value : throw NotInteger(ulong.MinValue, ulong.MaxValue);
    }

    /// <summary>Reads <see cref="Single"/>.</summary>
    /// <returns>The value, which is finite.</returns>
    /// <exception cref="PayloadException">It is something else, or out of range.</exception>
    public float ReadSingle()
    {
        if (!IsNumber())
        {
            return ReadQuoted(float.MinValue, float.MaxValue);
        }

        return _json.TryGetSingle(out float value) && float.IsFinite(value) ? value : throw OutOfRange(float.MinValue, float.MaxValue);
    }

    /// <summary>Reads <see cref="Double"/>.</summary>
    /// <returns>The value, which is finite.</returns>
    /// <exception cref="PayloadException">It is something else, or out of range.</exception>
    public double ReadDouble()
    {
        if (!IsNumber())
        {
            return ReadQuoted(double.MinValue, double.MaxValue);
        }

        if (FixedPoint.TryParse(_json.ValueSpan, out FixedPoint digits) && digits.TryToDouble(out double nearest))
        {
            return nearest;
        }

        return _json.TryGetDouble(out double value) && double.IsFinite(value) ? value : throw OutOfRange(double.MinValue, double.MaxValue);
    }

    /// <summary>Reads <see cref="Decimal"/>.</summary>
    /// <returns>The value.</returns>
    /// <exception cref="PayloadException">It is something else, or out of range.</exception>
    public decimal ReadDecimal()
    {
        if (!IsNumber())
        {
            return ReadQuoted(decimal.MinValue, decimal.MaxValue);
        }

        if (FixedPoint.TryParse(_json.ValueSpan, out FixedPoint digits))
        {
            return digits.ToDecimal();
        }

        return _json.TryGetDecimal(out decimal value) ? value : throw OutOfRange(decimal.MinValue, decimal.MaxValue);
    }

    private bool IsNumber() => NextToken() == JsonTokenType.Number;

    private PayloadException NotInteger<T>(T min, T max)
        where T : IFormattable
        => _json.ValueSpan.ContainsAny(".eE"u8) ? Failure("expected a whole number, written without fraction and exponent") : OutOfRange(min, max);

    private PayloadException OutOfRange<T>(T min, T max)
        where T : IFormattable
        => Failure(FormattableString.Invariant($"expected a number from {min} to {max}, but it is outside of that range"));
}

namespace TypedWs.CompilerServices;

public ref partial struct JsonValueWriter
{
    /// <summary>Writes <see cref="Byte"/>.</summary>
    /// <param name="value">The value.</param>
    public readonly void WriteByte(byte value) => _json.WriteNumberValue(value);

    /// <summary>Writes <see cref="SByte"/>.</summary>
    /// <param name="value">The value.</param>
    public readonly void WriteSByte(sbyte value) => _json.WriteNumberValue(value);

    /// <summary>Writes <see cref="Int16"/>.</summary>
    /// <param name="value">The value.</param>
    public readonly void WriteInt16(short value) => _json.WriteNumberValue(value);

    /// <summary>Writes <see cref="UInt16"/>.</summary>
    /// <param name="value">The value.</param>
    public readonly void WriteUInt16(ushort value) => _json.WriteNumberValue(value);

    /// <summary>Writes <see cref="Int32"/>.</summary>
    /// <param name="value">The value.</param>
    public readonly void WriteInt32(int value) => _json.WriteNumberValue(value);

    /// <summary>Writes <see cref="UInt32"/>.</summary>
    /// <param name="value">The value.</param>
    public readonly void WriteUInt32(uint value) => _json.WriteNumberValue(value);

    /// <summary>Writes <see cref="Int64"/>.</summary>
    /// <param name="value">The value.</param>
    public readonly void WriteInt64(long value) => _json.WriteNumberValue(value);

    /// <summary>Writes <see cref="UInt64"/>.</summary>
    /// <param name="value">The value.</param>
    public readonly void WriteUInt64(ulong value) => _json.WriteNumberValue(value);

    /// <summary>Writes <see cref="Decimal"/>.</summary>
    /// <param name="value">The value.</param>
    public readonly void WriteDecimal(decimal value) => _json.WriteNumberValue(value);

    /// <summary>Writes <see cref="Single"/>.</summary>
    /// <param name="value">The value, which is finite.</param>
    /// <exception cref="ArgumentException">It is NaN or infinite.</exception>
    public readonly void WriteSingle(float value)
    {
        if (!float.IsFinite(value))
        {
            throw NotFinite(nameof(value));
        }

        _json.WriteNumberValue(value);
    }

    /// <summary>Writes <see cref="Double"/>.</summary>
    /// <param name="value">The value, which is finite.</param>
    /// <exception cref="ArgumentException">It is NaN or infinite.</exception>
    public readonly void WriteDouble(double value)
    {
        if (!double.IsFinite(value))
        {
            throw NotFinite(nameof(value));
        }

        _json.WriteNumberValue(value);
    }

    private readonly ArgumentException NotFinite(string parameter)
    {
        string subject = _members is null ? "A number" : $"The member '{_members.GetName(_member)}'";
        return new ArgumentException(
            $"{subject} is NaN or infinite, for which JSON has no form. Make it nullable, or send it in MessagePack.", parameter);
    }
}

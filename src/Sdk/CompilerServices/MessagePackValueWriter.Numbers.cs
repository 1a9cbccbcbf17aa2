using System.Buffers.Binary;
using System.Diagnostics;
using MessagePack;

namespace TypedWs.CompilerServices;

public ref partial struct MessagePackValueWriter
{
    /// <summary>Writes <see cref="Byte"/> in the shortest form.</summary>
    /// <param name="value">The value.</param>
    public void WriteByte(byte value) => WriteInt64(value);

    /// <summary>Writes <see cref="SByte"/> in the shortest form.</summary>
    /// <param name="value">The value.</param>
    public void WriteSByte(sbyte value) => WriteInt64(value);

    /// <summary>Writes <see cref="Int16"/> in the shortest form.</summary>
    /// <param name="value">The value.</param>
    public void WriteInt16(short value) => WriteInt64(value);

    /// <summary>Writes <see cref="UInt16"/> in the shortest form.</summary>
    /// <param name="value">The value.</param>
    public void WriteUInt16(ushort value) => WriteInt64(value);

    /// <summary>Writes <see cref="Int32"/> in the shortest form.</summary>
    /// <param name="value">The value.</param>
    public void WriteInt32(int value) => WriteInt64(value);

    /// <summary>Writes <see cref="UInt32"/> in the shortest form.</summary>
    /// <param name="value">The value.</param>
    public void WriteUInt32(uint value) => WriteInt64(value);

    /// <summary>Writes <see cref="Int64"/> in the shortest form.</summary>
    /// <param name="value">The value.</param>
    public void WriteInt64(long value)
    {
        if (value is >= MessagePackRange.MinFixNegativeInt and <= MessagePackRange.MaxFixPositiveInt)
        {
            _output.Write((byte)value);
        }
        else if (value >= 0)
        {
            WriteUnsigned((ulong)value);
        }
        else
        {
            WriteNegative(value);
        }
    }

    /// <summary>Writes <see cref="UInt64"/> in the shortest form.</summary>
    /// <param name="value">The value.</param>
    public void WriteUInt64(ulong value)
    {
        if (value <= MessagePackRange.MaxFixPositiveInt)
        {
            _output.Write((byte)value);
        }
        else
        {
            WriteUnsigned(value);
        }
    }

    /// <summary>Writes <see cref="Single"/>.</summary>
    /// <param name="value">The value.</param>
    public void WriteSingle(float value)
    {
        Span<byte> bytes = _output.Reserve(5);
        bytes[0] = MessagePackCode.Float32;
        BinaryPrimitives.WriteSingleBigEndian(bytes[1..], value);
        _output.Advance(5);
    }

    /// <summary>Writes <see cref="Double"/>.</summary>
    /// <param name="value">The value.</param>
    public void WriteDouble(double value)
    {
        Span<byte> bytes = _output.Reserve(9);
        bytes[0] = MessagePackCode.Float64;
        BinaryPrimitives.WriteDoubleBigEndian(bytes[1..], value);
        _output.Advance(9);
    }

    /// <summary>Writes <see cref="Decimal"/> as a string.</summary>
    /// <param name="value">The value.</param>
    public void WriteDecimal(decimal value)
    {
        // The longest decimal has 31 characters, which is also the longest string that has a header of one byte.
        Span<byte> bytes = _output.Reserve(1 + MessagePackRange.MaxFixStringLength);
        bool fits = DecimalText.TryFormat(value, bytes[1..], out int length);
        Debug.Assert(fits && length <= MessagePackRange.MaxFixStringLength, "The longest decimal has 31 characters.");
        bytes[0] = (byte)(MessagePackCode.MinFixStr | length);
        _output.Advance(1 + length);
    }

    private void WriteUnsigned(ulong value)
    {
        Span<byte> bytes = _output.Reserve(9);
        if (value <= byte.MaxValue)
        {
            bytes[0] = MessagePackCode.UInt8;
            bytes[1] = (byte)value;
            _output.Advance(2);
        }
        else if (value <= ushort.MaxValue)
        {
            bytes[0] = MessagePackCode.UInt16;
            BinaryPrimitives.WriteUInt16BigEndian(bytes[1..], (ushort)value);
            _output.Advance(3);
        }
        else if (value <= uint.MaxValue)
        {
            bytes[0] = MessagePackCode.UInt32;
            BinaryPrimitives.WriteUInt32BigEndian(bytes[1..], (uint)value);
            _output.Advance(5);
        }
        else
        {
            bytes[0] = MessagePackCode.UInt64;
            BinaryPrimitives.WriteUInt64BigEndian(bytes[1..], value);
            _output.Advance(9);
        }
    }

    private void WriteNegative(long value)
    {
        Span<byte> bytes = _output.Reserve(9);
        if (value >= sbyte.MinValue)
        {
            bytes[0] = MessagePackCode.Int8;
            bytes[1] = (byte)value;
            _output.Advance(2);
        }
        else if (value >= short.MinValue)
        {
            bytes[0] = MessagePackCode.Int16;
            BinaryPrimitives.WriteInt16BigEndian(bytes[1..], (short)value);
            _output.Advance(3);
        }
        else if (value >= int.MinValue)
        {
            bytes[0] = MessagePackCode.Int32;
            BinaryPrimitives.WriteInt32BigEndian(bytes[1..], (int)value);
            _output.Advance(5);
        }
        else
        {
            bytes[0] = MessagePackCode.Int64;
            BinaryPrimitives.WriteInt64BigEndian(bytes[1..], value);
            _output.Advance(9);
        }
    }
}

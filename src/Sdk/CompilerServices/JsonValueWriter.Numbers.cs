using System.Buffers.Text;
using System.Diagnostics;

namespace TypedWs.CompilerServices;

public ref partial struct JsonValueWriter
{
    private const int MaxInteger = 20;
    private const int MaxFloat = 32;

    /// <summary>Writes <see cref="Byte"/>.</summary>
    /// <param name="value">The value.</param>
    public void WriteByte(byte value) => WriteUInt64(value);

    /// <summary>Writes <see cref="SByte"/>.</summary>
    /// <param name="value">The value.</param>
    public void WriteSByte(sbyte value) => WriteInt64(value);

    /// <summary>Writes <see cref="Int16"/>.</summary>
    /// <param name="value">The value.</param>
    public void WriteInt16(short value) => WriteInt64(value);

    /// <summary>Writes <see cref="UInt16"/>.</summary>
    /// <param name="value">The value.</param>
    public void WriteUInt16(ushort value) => WriteUInt64(value);

    /// <summary>Writes <see cref="Int32"/>.</summary>
    /// <param name="value">The value.</param>
    public void WriteInt32(int value) => WriteInt64(value);

    /// <summary>Writes <see cref="UInt32"/>.</summary>
    /// <param name="value">The value.</param>
    public void WriteUInt32(uint value) => WriteUInt64(value);

    /// <summary>Writes <see cref="Int64"/>.</summary>
    /// <param name="value">The value.</param>
    public void WriteInt64(long value)
    {
        Span<byte> bytes = ReserveValue(MaxInteger, out int start);
        bool fits = Utf8Formatter.TryFormat(value, bytes[start..], out int length);
        Debug.Assert(fits, "The longest integer has 20 characters.");
        _output.Advance(start + length);
    }

    /// <summary>Writes <see cref="UInt64"/>.</summary>
    /// <param name="value">The value.</param>
    public void WriteUInt64(ulong value)
    {
        Span<byte> bytes = ReserveValue(MaxInteger, out int start);
        bool fits = Utf8Formatter.TryFormat(value, bytes[start..], out int length);
        Debug.Assert(fits, "The longest integer has 20 characters.");
        _output.Advance(start + length);
    }

    /// <summary>Writes <see cref="Decimal"/>.</summary>
    /// <param name="value">The value.</param>
    public void WriteDecimal(decimal value)
    {
        Span<byte> bytes = ReserveValue(DecimalText.MaxLength, out int start);
        bool fits = DecimalText.TryFormat(value, bytes[start..], out int length);
        Debug.Assert(fits, "The longest decimal has 31 characters.");
        _output.Advance(start + length);
    }

    /// <summary>Writes <see cref="Single"/>.</summary>
    /// <param name="value">The value, which is finite.</param>
    /// <exception cref="ArgumentException">It is NaN or infinite.</exception>
    public void WriteSingle(float value)
    {
        if (!float.IsFinite(value))
        {
            throw NotFinite(nameof(value));
        }

        Span<byte> bytes = ReserveValue(MaxFloat, out int start);
        bool fits = Utf8Formatter.TryFormat(value, bytes[start..], out int length);
        Debug.Assert(fits, "The longest floating-point number has 24 characters.");
        _output.Advance(start + length);
    }

    /// <summary>Writes <see cref="Double"/>.</summary>
    /// <param name="value">The value, which is finite.</param>
    /// <exception cref="ArgumentException">It is NaN or infinite.</exception>
    public void WriteDouble(double value)
    {
        if (!double.IsFinite(value))
        {
            throw NotFinite(nameof(value));
        }

        Span<byte> bytes = ReserveValue(MaxFloat, out int start);
        bool fits = Utf8Formatter.TryFormat(value, bytes[start..], out int length);
        Debug.Assert(fits, "The longest floating-point number has 24 characters.");
        _output.Advance(start + length);
    }

    private readonly ArgumentException NotFinite(string parameter)
    {
        string subject = _members is null ? "A number" : $"The member '{_members.GetName(_member)}'";
        return new ArgumentException(
            $"{subject} is NaN or infinite, for which JSON has no form. Make it nullable, or send it in MessagePack.", parameter);
    }
}

using System.Buffers.Text;
using System.Diagnostics;

namespace TypedWs.CompilerServices;

public ref partial struct MessagePackValueWriter
{
    /// <summary>Writes <see cref="Byte"/> in the shortest form.</summary>
    /// <param name="value">The value.</param>
    public void WriteByte(byte value) => _messagePack.Write(value);

    /// <summary>Writes <see cref="SByte"/> in the shortest form.</summary>
    /// <param name="value">The value.</param>
    public void WriteSByte(sbyte value) => _messagePack.Write(value);

    /// <summary>Writes <see cref="Int16"/> in the shortest form.</summary>
    /// <param name="value">The value.</param>
    public void WriteInt16(short value) => _messagePack.Write(value);

    /// <summary>Writes <see cref="UInt16"/> in the shortest form.</summary>
    /// <param name="value">The value.</param>
    public void WriteUInt16(ushort value) => _messagePack.Write(value);

    /// <summary>Writes <see cref="Int32"/> in the shortest form.</summary>
    /// <param name="value">The value.</param>
    public void WriteInt32(int value) => _messagePack.Write(value);

    /// <summary>Writes <see cref="UInt32"/> in the shortest form.</summary>
    /// <param name="value">The value.</param>
    public void WriteUInt32(uint value) => _messagePack.Write(value);

    /// <summary>Writes <see cref="Int64"/> in the shortest form.</summary>
    /// <param name="value">The value.</param>
    public void WriteInt64(long value) => _messagePack.Write(value);

    /// <summary>Writes <see cref="UInt64"/> in the shortest form.</summary>
    /// <param name="value">The value.</param>
    public void WriteUInt64(ulong value) => _messagePack.Write(value);

    /// <summary>Writes <see cref="Single"/>.</summary>
    /// <param name="value">The value.</param>
    public void WriteSingle(float value) => _messagePack.Write(value);

    /// <summary>Writes <see cref="Double"/>.</summary>
    /// <param name="value">The value.</param>
    public void WriteDouble(double value) => _messagePack.Write(value);

    /// <summary>Writes <see cref="Decimal"/> as a string.</summary>
    /// <param name="value">The value.</param>
    public void WriteDecimal(decimal value)
    {
        Span<byte> text = stackalloc byte[32];
        bool fits = Utf8Formatter.TryFormat(value, text, out int length);
        Debug.Assert(fits, "The longest decimal has 31 characters.");
        _messagePack.WriteStringHeader(length);
        text[..length].CopyTo(_messagePack.GetSpan(length));
        _messagePack.Advance(length);
    }
}

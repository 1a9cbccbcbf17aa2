using System.Buffers.Text;
using System.Diagnostics;

namespace TypedWs.CompilerServices;

public ref partial struct MessagePackValueWriter
{
    /// <summary>Writes a string.</summary>
    /// <param name="value">The value.</param>
    public void WriteString(string? value) => _messagePack.Write(value);

    /// <summary>Writes a UTF-16 code unit as a number.</summary>
    /// <param name="value">The value.</param>
    public void WriteChar(char value) => _messagePack.Write(value);

    /// <summary>Writes a <see cref="Guid"/> as a string of 36 characters.</summary>
    /// <param name="value">The value.</param>
    public void WriteGuid(Guid value)
    {
        const int Length = 36;
        _messagePack.WriteStringHeader(Length);
        bool fits = Utf8Formatter.TryFormat(value, _messagePack.GetSpan(Length), out _, 'D');
        Debug.Assert(fits, "A Guid has 36 characters.");
        _messagePack.Advance(Length);
    }

    /// <summary>Writes a URI as it was given.</summary>
    /// <param name="value">The value.</param>
    public void WriteUri(Uri? value) => _messagePack.Write(value?.OriginalString);

    /// <summary>Writes bytes.</summary>
    /// <param name="value">The value.</param>
    public void WriteBinary(byte[]? value) => _messagePack.Write(value);

    /// <summary>Writes bytes.</summary>
    /// <param name="value">The value.</param>
    public void WriteBinaryMemory(ReadOnlyMemory<byte> value) => _messagePack.Write(value.Span);
}

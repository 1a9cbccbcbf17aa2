using System.Buffers.Text;
using System.Diagnostics;
using System.Text.Json;

namespace TypedWs.CompilerServices;

public ref partial struct JsonValueWriter
{
    /// <summary>Writes a string.</summary>
    /// <param name="value">The value.</param>
    public void WriteString(string? value)
    {
        if (value is null)
        {
            WriteNull();
        }
        else
        {
            WriteText(value);
        }
    }

    /// <summary>Writes a string of one character.</summary>
    /// <param name="value">The value.</param>
    public void WriteChar(char value) => WriteText([value]);

    /// <summary>Writes a <see cref="Guid"/> in 36 characters.</summary>
    /// <param name="value">The value.</param>
    public void WriteGuid(Guid value)
    {
        const int Length = 36;
        Span<byte> bytes = BeginString(Length, out int start);
        bool fits = Utf8Formatter.TryFormat(value, bytes[start..], out _, 'D');
        Debug.Assert(fits, "A Guid has 36 characters.");
        EndString(bytes, start + Length);
    }

    /// <summary>Writes a URI as it was given.</summary>
    /// <param name="value">The value.</param>
    public void WriteUri(Uri? value) => WriteString(value?.OriginalString);

    /// <summary>Writes bytes in base64.</summary>
    /// <param name="value">The value.</param>
    public void WriteBinary(byte[]? value)
    {
        if (value is null)
        {
            WriteNull();
        }
        else
        {
            WriteBinaryMemory(value);
        }
    }

    /// <summary>Writes bytes in base64.</summary>
    /// <param name="value">The value.</param>
    public void WriteBinaryMemory(ReadOnlyMemory<byte> value)
    {
        Span<byte> bytes = BeginString(Base64.GetMaxEncodedToUtf8Length(value.Length), out int start);
        Base64.EncodeToUtf8(value.Span, bytes[start..], out _, out int length);
        EndString(bytes, start + length);
    }

    /// <summary>Writes a string that was encoded before.</summary>
    /// <param name="value">The value.</param>
    internal void WriteEncoded(JsonEncodedText value) => WritePlain(value.EncodedUtf8Bytes);

    /// <summary>Writes a string of which nothing has to be escaped.</summary>
    /// <param name="utf8">The value.</param>
    internal void WritePlain(scoped ReadOnlySpan<byte> utf8)
    {
        Span<byte> bytes = BeginString(utf8.Length, out int start);
        utf8.CopyTo(bytes[start..]);
        EndString(bytes, start + utf8.Length);
    }

    private void WriteText(scoped ReadOnlySpan<char> value)
    {
        int plain = JsonText.PlainLength(value);
        int size = checked(plain + ((value.Length - plain) * JsonText.MaxBytesPerChar));
        Span<byte> bytes = BeginString(size, out int start);
        JsonText.CopyPlain(value[..plain], bytes[start..]);
        int end = start + plain;
        if (plain < value.Length)
        {
            end += JsonText.Escape(value[plain..], bytes[end..]);
        }

        EndString(bytes, end);
    }

    /// <summary>Makes room for a string and writes the quote before it.</summary>
    /// <param name="size">How many bytes the text takes at most.</param>
    /// <param name="start">Where the text begins.</param>
    private Span<byte> BeginString(int size, out int start)
    {
        Span<byte> bytes = ReserveValue(size + 2, out start);
        bytes[start++] = (byte)'"';
        return bytes;
    }

    private void EndString(Span<byte> bytes, int end)
    {
        bytes[end] = (byte)'"';
        _output.Advance(end + 1);
    }
}

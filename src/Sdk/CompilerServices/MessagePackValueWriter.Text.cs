using System.Buffers.Text;
using System.Diagnostics;
using System.Text;
using MessagePack;

namespace TypedWs.CompilerServices;

public ref partial struct MessagePackValueWriter
{
    // No UTF-16 code unit takes more in UTF-8.
    private const int MaxBytesPerChar = 3;

    /// <summary>Writes a string.</summary>
    /// <param name="value">The value.</param>
    public void WriteString(string? value)
    {
        if (value is null)
        {
            WriteNull();
            return;
        }

        // Room for all that the text might need is mostly there; else it is measured, since most of that would be asked for in vain.
        Span<byte> bytes = _output.Reserve(MaxHeader + value.Length);
        if (bytes.Length - MaxHeader < (long)value.Length * MaxBytesPerChar)
        {
            bytes = _output.Reserve(MaxHeader + Encoding.UTF8.GetByteCount(value));
        }

        // The header is as long as most texts need it, those of ASCII; others are moved.
        int start = StringHeaderSize(value.Length);
        int length = Encoding.UTF8.GetBytes(value, bytes[start..]);
        int header = StringHeaderSize(length);
        if (header != start)
        {
            bytes.Slice(start, length).CopyTo(bytes[header..]);
        }

        PutStringHeader(bytes, length);
        _output.Advance(header + length);
    }

    /// <summary>Writes a UTF-16 code unit as a number.</summary>
    /// <param name="value">The value.</param>
    public void WriteChar(char value) => WriteInt64(value);

    /// <summary>Writes a <see cref="Guid"/> as a string of 36 characters.</summary>
    /// <param name="value">The value.</param>
    public void WriteGuid(Guid value)
    {
        const int Length = 36;
        Span<byte> bytes = _output.Reserve(MaxHeader + Length);
        int header = PutStringHeader(bytes, Length);
        bool fits = Utf8Formatter.TryFormat(value, bytes[header..], out _, 'D');
        Debug.Assert(fits, "A Guid has 36 characters.");
        _output.Advance(header + Length);
    }

    /// <summary>Writes a URI as it was given.</summary>
    /// <param name="value">The value.</param>
    public void WriteUri(Uri? value) => WriteString(value?.OriginalString);

    /// <summary>Writes bytes.</summary>
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

    /// <summary>Writes bytes.</summary>
    /// <param name="value">The value.</param>
    public void WriteBinaryMemory(ReadOnlyMemory<byte> value) => WriteBytes(value.Span);

    private static int StringHeaderSize(int length)
        => length <= MessagePackRange.MaxFixStringLength ? 1 : length <= byte.MaxValue ? 2 : length <= ushort.MaxValue ? 3 : 5;

    private static int PutStringHeader(Span<byte> header, int length)
    {
        if (length > MessagePackRange.MaxFixStringLength)
        {
            return PutLength(header, length, MessagePackCode.Str8, MessagePackCode.Str16, MessagePackCode.Str32);
        }

        header[0] = (byte)(MessagePackCode.MinFixStr | length);
        return 1;
    }
}

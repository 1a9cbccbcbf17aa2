using System.Text;
using System.Text.Json;

namespace TypedWs.CompilerServices;

public ref partial struct JsonValueReader
{
    // The longest form that is parsed: a Guid or a date with offset, every character escaped as \uXXXX.
    private const int TextScratch = 256;

    /// <summary>Reads a string.</summary>
    /// <returns>The value.</returns>
    /// <exception cref="PayloadException">It is something else, or not valid Unicode.</exception>
    public string ReadString()
    {
        ExpectString("a string");
        return GetString();
    }

    /// <summary>Reads a string of one UTF-16 code unit.</summary>
    /// <returns>The value.</returns>
    /// <exception cref="PayloadException">It is something else, or has another length.</exception>
    public char ReadChar()
    {
        const string Expected = "a string of one UTF-16 character";
        ExpectString(Expected);
        if (_json.ValueSpan.Length > TextScratch)
        {
            throw Invalid(Expected);
        }

        Span<char> scratch = stackalloc char[TextScratch];
        int length;
        try
        {
            length = _json.CopyString(scratch);
        }
        catch (InvalidOperationException)
        {
            throw NotUnicode();
        }

        return length == 1 ? scratch[0] : throw Invalid(Expected);
    }

    /// <summary>Reads a <see cref="Guid"/> in 36 characters with hyphens.</summary>
    /// <returns>The value.</returns>
    /// <exception cref="PayloadException">It is something else.</exception>
    public Guid ReadGuid()
    {
        const string Expected = "a UUID such as 00112233-4455-6677-8899-aabbccddeeff";
        ExpectText(Expected);
        return _json.TryGetGuid(out Guid value) ? value : throw Invalid(Expected);
    }

    /// <summary>Reads a URI, absolute or relative.</summary>
    /// <returns>The value.</returns>
    /// <exception cref="PayloadException">It is something else.</exception>
    public Uri ReadUri()
    {
        ExpectString("a URI");
        return Uri.TryCreate(GetString(), UriKind.RelativeOrAbsolute, out Uri? value) ? value : throw Invalid("a URI");
    }

    /// <summary>Reads bytes written in base64.</summary>
    /// <returns>The value.</returns>
    /// <exception cref="PayloadException">It is something else.</exception>
    public byte[] ReadBinary()
    {
        ExpectString("bytes in base64");
        try
        {
            return _json.TryGetBytesFromBase64(out byte[]? value) ? value : throw Invalid("bytes in base64");
        }
        catch (InvalidOperationException)
        {
            throw NotUnicode();
        }
    }

    /// <summary>Reads bytes written in base64.</summary>
    /// <returns>The value, in memory of its own.</returns>
    /// <exception cref="PayloadException">It is something else.</exception>
    public ReadOnlyMemory<byte> ReadBinaryMemory() => ReadBinary();

    private void ExpectString(string expected)
    {
        if (NextToken() != JsonTokenType.String)
        {
            throw Unexpected(expected);
        }
    }

    /// <summary>Expects a string that the library parses, which does not bear half a surrogate pair in what is escaped.</summary>
    private void ExpectText(string expected)
    {
        ExpectString(expected);
        if (_json.ValueIsEscaped)
        {
            GetString();
        }
    }

    private string GetString()
    {
        // Most texts are ASCII, and short: to know it costs less than the general way.
        if (!_json.ValueIsEscaped && Ascii.IsValid(_json.ValueSpan))
        {
            return Encoding.Latin1.GetString(_json.ValueSpan);
        }

        try
        {
            return _json.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw NotUnicode();
        }
    }

    /// <summary>Copies the unescaped string or name; nothing, if it might not fit: then it is longer than all that is parsed or compared.</summary>
    private int CopyText(scoped Span<byte> utf8)
    {
        if (_json.ValueSpan.Length > utf8.Length)
        {
            return 0;
        }

        try
        {
            return _json.CopyString(utf8);
        }
        catch (InvalidOperationException)
        {
            throw NotUnicode();
        }
    }

    /// <summary>Whether the string or name on which the reader stands is this one. The library's own comparison would not bear half a surrogate pair.</summary>
    internal bool IsText(ReadOnlySpan<byte> utf8)
    {
        Span<byte> scratch = stackalloc byte[TextScratch];
        return (_json.ValueIsEscaped ? scratch[..CopyText(scratch)] : _json.ValueSpan).SequenceEqual(utf8);
    }

    private PayloadException NotUnicode() => Failure("expected Unicode, but the string has invalid UTF-8 or half a surrogate pair");
}

using System.Buffers.Text;
using System.Text;
using MessagePack;

namespace TypedWs.CompilerServices;

public ref partial struct MessagePackValueReader
{
    // The library's own reader puts U+FFFD for what is invalid; ours refuses it.
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a string.</summary>
    /// <returns>The value.</returns>
    /// <exception cref="PayloadException">It is something else, or not valid Unicode.</exception>
    public string ReadString() => Decode(ReadText("a string"));

    /// <summary>Reads a UTF-16 code unit from a number.</summary>
    /// <returns>The value.</returns>
    /// <exception cref="PayloadException">It is something else, or out of range.</exception>
    public char ReadChar() => (char)ReadInteger(char.MinValue, char.MaxValue);

    /// <summary>Reads a <see cref="Guid"/> from a string of 36 characters.</summary>
    /// <returns>The value.</returns>
    /// <exception cref="PayloadException">It is something else.</exception>
    public Guid ReadGuid()
    {
        const string Expected = "a UUID as a string such as 00112233-4455-6677-8899-aabbccddeeff";
        ReadOnlySpan<byte> text = ReadText(Expected);
        return Utf8Parser.TryParse(text, out Guid value, out int consumed, 'D') && consumed == text.Length ? value : throw Invalid(Expected);
    }

    /// <summary>Reads a URI, absolute or relative.</summary>
    /// <returns>The value.</returns>
    /// <exception cref="PayloadException">It is something else.</exception>
    public Uri ReadUri()
        => Uri.TryCreate(Decode(ReadText("a URI")), UriKind.RelativeOrAbsolute, out Uri? value) ? value : throw Invalid("a URI");

    /// <summary>Reads bytes. Those of old peers, which have strings only, are taken, too.</summary>
    /// <returns>The value.</returns>
    /// <exception cref="PayloadException">It is something else.</exception>
    public byte[] ReadBinary() => NextType() switch
    {
        MessagePackType.Binary => Take(ReadScalarLength()).ToArray(),
        MessagePackType.String => ReadText("bytes").ToArray(),
        _ => throw Unexpected("bytes"),
    };

    /// <summary>Reads bytes.</summary>
    /// <returns>The value, in memory of its own.</returns>
    /// <exception cref="PayloadException">It is something else.</exception>
    public ReadOnlyMemory<byte> ReadBinaryMemory() => ReadBinary();

    private ReadOnlySpan<byte> ReadText(string expected) => Take(ReadStringLength(expected));

    private string Decode(ReadOnlySpan<byte> text)
    {
        // Most texts are ASCII, and short: to know it costs less than the general way.
        if (Ascii.IsValid(text))
        {
            return Encoding.Latin1.GetString(text);
        }

        try
        {
            return StrictUtf8.GetString(text);
        }
        catch (DecoderFallbackException)
        {
            throw Failure("expected Unicode, but the string has invalid UTF-8");
        }
    }
}

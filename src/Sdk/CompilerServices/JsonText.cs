using System.Buffers;
using System.Diagnostics;
using System.Text;
using System.Text.Encodings.Web;

namespace TypedWs.CompilerServices;

/// <summary>Escapes text as System.Text.Json does by default: all that is not plain ASCII, and what HTML gives a meaning.</summary>
internal static class JsonText
{
    /// <summary>No UTF-16 code unit takes more when escaped: <c>\u00e9</c>.</summary>
    internal const int MaxBytesPerChar = 6;

    // Whatever is escaped leaves the vectorised path; a piece of it goes through the stack.
    private const int Piece = 64;

    private static readonly SearchValues<char> Plain = SearchValues.Create(
        [.. Enumerable.Range(' ', '~' - ' ' + 1).Select(static code => (char)code).Except("\"&'+<>\\`")]);

    /// <summary>How many characters at the beginning stand for themselves.</summary>
    internal static int PlainLength(ReadOnlySpan<char> text)
    {
        int index = text.IndexOfAnyExcept(Plain);
        return index < 0 ? text.Length : index;
    }

    /// <summary>Copies characters that stand for themselves.</summary>
    internal static void CopyPlain(ReadOnlySpan<char> text, Span<byte> utf8)
    {
        OperationStatus status = Ascii.FromUtf16(text, utf8, out _);
        Debug.Assert(status == OperationStatus.Done, "Plain text is ASCII.");
    }

    /// <summary>Escapes text.</summary>
    /// <param name="text">The text; half surrogate pairs become U+FFFD.</param>
    /// <param name="utf8">Room for <see cref="MaxBytesPerChar"/> bytes for each character.</param>
    /// <returns>The number of bytes.</returns>
    internal static int Escape(ReadOnlySpan<char> text, Span<byte> utf8)
    {
        Span<char> escaped = stackalloc char[Piece * MaxBytesPerChar];
        int length = 0;
        while (!text.IsEmpty)
        {
            JavaScriptEncoder.Default.Encode(text, escaped, out int consumed, out int written);
            Ascii.FromUtf16(escaped[..written], utf8[length..], out _);
            length += written;
            text = text[consumed..];
        }

        return length;
    }
}

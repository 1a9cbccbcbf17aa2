using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace TypedWs.Transport;

/// <summary>Checks text that has not arrived as a whole (RFC 6455, section 8.1): a character may be cut by a fragment border.</summary>
internal static class Utf8Prefix
{
    /// <summary>Whether <paramref name="text"/> can be the beginning of valid UTF-8.</summary>
    /// <param name="text">Bytes that begin at a character's border.</param>
    /// <param name="complete">The length of the whole characters; up to three bytes of a cut one may follow.</param>
    public static bool IsValid(ReadOnlySpan<byte> text, out int complete)
    {
        complete = text.Length - CutLength(text);
        return Utf8.IsValid(text[..complete]);
    }

    /// <summary>The number of last bytes that are a valid, unfinished character.</summary>
    private static int CutLength(ReadOnlySpan<byte> text)
    {
        for (int length = 1; length <= Math.Min(3, text.Length); length++)
        {
            ReadOnlySpan<byte> tail = text[^length..];
            bool continues = (tail[0] & 0xC0) == 0x80;
            if (!continues)
                return Rune.DecodeFromUtf8(tail, out _, out _) == OperationStatus.NeedMoreData ? length : 0;
        }

        return 0;
    }
}

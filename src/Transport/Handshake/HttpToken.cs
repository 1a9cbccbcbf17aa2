using System.Buffers;

namespace TypedWs.Transport;

/// <summary>What may stand in a header (RFC 9110, section 5.6.2): names and subprotocols are tokens, values are visible ASCII, spaces and tabs.</summary>
internal static class HttpToken
{
    private static readonly SearchValues<char> TokenCharacters =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    public static bool IsToken(string text) => text.Length > 0 && !text.AsSpan().ContainsAnyExcept(TokenCharacters);

    public static bool IsValue(string text)
    {
        foreach (char c in text)
        {
            if (c != '\t' && c is < ' ' or > '~')
                return false;
        }

        return true;
    }

    /// <summary>Whether a comma-separated header value names a token, without regard to case.</summary>
    public static bool Lists(string? value, string token)
    {
        if (value is null)
            return false;
        foreach (Range part in value.AsSpan().Split(','))
        {
            if (value.AsSpan(part).Trim().Equals(token, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}

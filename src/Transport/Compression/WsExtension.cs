using System.Text;

namespace TypedWs.Transport;

/// <summary>One extension of a <c>Sec-WebSocket-Extensions</c> header (RFC 6455, section 9.1), not judged yet.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Parameters">Names and values in the order of the header; the value is null where none was given.</param>
internal sealed record WsExtension(string Name, IReadOnlyList<KeyValuePair<string, string?>> Parameters)
{
    private static readonly char[] Space = [' ', '\t'];

    /// <summary>Reads all values of the header.</summary>
    /// <param name="headerValues">The values; none where there is no such header.</param>
    /// <returns>The extensions, in the order of preference; null where the header is not well-formed, for which the handshake must fail.</returns>
    public static IReadOnlyList<WsExtension>? ParseAll(IEnumerable<string?> headerValues)
    {
        if (headerValues is IReadOnlyCollection<string?> { Count: 0 })
            return [];

        // A comma or semicolon inside quotes cannot be: a quoted value must be a token, too.
        var extensions = new List<WsExtension>();
        bool isGiven = false;
        foreach (string item in headerValues.SelectMany(static value => (value ?? "").Split(',')))
        {
            isGiven = true;
            string extension = item.Trim(Space);
            if (extension.Length == 0)
                continue; // RFC 9110, section 5.6.1: a list may have empty elements,
            if (Parse(extension) is not { } parsed)
                return null;
            extensions.Add(parsed);
        }

        // but not only such.
        return isGiven && extensions.Count == 0 ? null : extensions;
    }

    private static WsExtension? Parse(string item)
    {
        string[] parts = item.Split(';');
        string extension = parts[0].Trim(Space);
        if (!HttpToken.IsToken(extension))
            return null;

        var parameters = new List<KeyValuePair<string, string?>>();
        foreach (string part in parts.AsSpan(1))
        {
            int equals = part.IndexOf('=', StringComparison.Ordinal);
            string name = (equals < 0 ? part : part[..equals]).Trim(Space);
            string? value = equals < 0 ? null : Unquote(part[(equals + 1)..].Trim(Space));
            if (!HttpToken.IsToken(name) || (value is not null && !HttpToken.IsToken(value)))
                return null;
            parameters.Add(KeyValuePair.Create(name, value));
        }

        return new WsExtension(extension, parameters);
    }

    /// <summary>What a quoted value stands for (RFC 9110, section 5.6.4), and any other as it is.</summary>
    private static string Unquote(string value)
    {
        if (value is not ['"', .. var inner, '"'])
            return value;

        var plain = new StringBuilder(inner.Length);
        for (int i = 0; i < inner.Length; i++)
        {
            if (inner[i] == '\\' && ++i == inner.Length)
                return value; // The closing quote is escaped: no token.
            plain.Append(inner[i]);
        }

        return plain.ToString();
    }
}

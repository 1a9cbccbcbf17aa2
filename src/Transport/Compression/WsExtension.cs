namespace TypedWs.Transport;

/// <summary>One extension of a <c>Sec-WebSocket-Extensions</c> header (RFC 6455, section 9.1), not judged yet.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Parameters">Names and values in the order of the header; the value is null where none was given.</param>
internal sealed record WsExtension(string Name, IReadOnlyList<KeyValuePair<string, string?>> Parameters)
{
    /// <summary>Reads all values of the header.</summary>
    /// <returns>The extensions, in the order of preference; null where the header is not well-formed.</returns>
    public static IReadOnlyList<WsExtension>? ParseAll(IEnumerable<string?> headerValues)
    {
        // A comma or semicolon inside quotes cannot be: a quoted value must be a token, too.
        var extensions = new List<WsExtension>();
        foreach (string item in headerValues.SelectMany(value => (value ?? "").Split(',', StringSplitOptions.TrimEntries)))
        {
            if (item.Length == 0)
                continue; // RFC 9110, section 5.6.1: a list may have empty elements
            if (Parse(item) is not { } extension)
                return null;
            extensions.Add(extension);
        }

        return extensions;
    }

    private static WsExtension? Parse(string item)
    {
        string[] parts = item.Split(';', StringSplitOptions.TrimEntries);
        if (!HttpToken.IsToken(parts[0]))
            return null;

        var parameters = new List<KeyValuePair<string, string?>>();
        foreach (string part in parts.AsSpan(1))
        {
            int equals = part.IndexOf('=', StringComparison.Ordinal);
            string name = equals < 0 ? part : part[..equals].TrimEnd();
            string? value = equals < 0 ? null : Unquote(part[(equals + 1)..].TrimStart());
            if (!HttpToken.IsToken(name) || (value is not null && !HttpToken.IsToken(value)))
                return null;
            parameters.Add(KeyValuePair.Create(name, value));
        }

        return new WsExtension(parts[0], parameters);
    }

    private static string Unquote(string value) => value is ['"', .. var inner, '"'] ? inner : value;
}

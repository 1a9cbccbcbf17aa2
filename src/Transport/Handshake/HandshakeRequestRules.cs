using System.Security.Cryptography;

namespace TypedWs.Transport;

/// <summary>Makes the opening request and refuses what must not be sent. What it throws names a header, never its value: that may be a secret.</summary>
internal static class HandshakeRequestRules
{
    private const int KeyBytes = 16;
    private const int OwnHeaders = 6;

    /// <exception cref="ArgumentException">The address, a header or a subprotocol must not be sent; the message names it.</exception>
    public static WsHandshakeRequest CreateRequest(Uri uri, WsHandshakeOptions options, IDictionary<string, string> own)
    {
        CheckUri(uri);
        string[] subprotocols = [.. options.Subprotocols];
        CheckSubprotocols(subprotocols);

        Span<byte> random = stackalloc byte[KeyBytes];
        RandomNumberGenerator.Fill(random);
        string key = Convert.ToBase64String(random);
        WsCompressionOptions? compression = options.Compression?.Validated();

        // No name comes twice: the own ones are keys of a dictionary, and none is the handshake's.
        var headers = new List<KeyValuePair<string, string>>(OwnHeaders + own.Count)
        {
            new("Connection", "Upgrade"),
            new("Upgrade", "websocket"),
            new("Sec-WebSocket-Version", WsServerHandshake.SupportedVersion),
            new("Sec-WebSocket-Key", key),
        };
        if (compression is not null)
            headers.Add(new("Sec-WebSocket-Extensions", DeflateNegotiation.CreateOffer(compression)));
        if (subprotocols.Length > 0)
            headers.Add(new("Sec-WebSocket-Protocol", string.Join(", ", subprotocols)));

        foreach ((string name, string value) in own)
        {
            CheckHeader(name, value);
            headers.Add(new(name, value));
        }

        return new WsHandshakeRequest(uri, key, subprotocols, new HandshakeHeaders([.. headers]), compression);
    }

    private static void CheckUri(Uri? uri)
    {
        ArgumentNullException.ThrowIfNull(uri);
        if (!uri.IsAbsoluteUri)
            throw new ArgumentException($"The address '{uri}' is relative. Give it with its scheme, as in wss://example.org/path.");
        if (uri.Scheme is not ("ws" or "wss"))
        {
            string advice = uri.Scheme switch
            {
                "http" => "Write ws: in its place.",
                "https" => "Write wss: in its place.",
                _ => "Check it.",
            };
            throw new ArgumentException($"The address begins with '{uri.Scheme}:'. A WebSocket address begins with ws: or, encrypted, with wss:. {advice}");
        }


        if (uri.Fragment.Length > 0)
            throw new ArgumentException("The address has a fragment ('#'), which a WebSocket address must not have. Remove it, or write %23.");
    }

    private static void CheckSubprotocols(string[] subprotocols)
    {
        foreach (string subprotocol in subprotocols)
        {
            // Not quoted: a browser's way to send a credential is a subprotocol.
            if (!HttpToken.IsToken(subprotocol))
                throw new ArgumentException("A subprotocol is empty or holds a character that must not stand in one. Use letters, digits, '.', '-' and '_'.");
        }

        if (subprotocols.Length > 1 && subprotocols.Distinct(StringComparer.Ordinal).Count() != subprotocols.Length)
            throw new ArgumentException("A subprotocol is offered twice. Offer each once.");
    }

    private static void CheckHeader(string name, string value)
    {
        if (!HttpToken.IsToken(name))
            throw new ArgumentException($"The header name '{Printable(name)}' is empty or holds a character that must not stand in a header name.");
        if (IsOwn(name))
        {
            throw new ArgumentException(
                $"The header '{name}' belongs to the handshake itself. Remove it from Headers; for Sec-WebSocket-Protocol use Subprotocols.");
        }

        if (value is null || !HttpToken.IsValue(value))
            throw new ArgumentException($"The value of the header '{name}' is null or holds a line break, a control character or a character outside ASCII.");
    }

    private static bool IsOwn(string name)
        => name.StartsWith("Sec-WebSocket-", StringComparison.OrdinalIgnoreCase)
            || name.Equals("Upgrade", StringComparison.OrdinalIgnoreCase)
            || name.Equals("Connection", StringComparison.OrdinalIgnoreCase)
            || name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase)
            || name.Equals("Transfer-Encoding", StringComparison.OrdinalIgnoreCase);

    private static string Printable(string name) => string.Concat(name.Select(static c => c is >= ' ' and <= '~' ? c : '?'));
}

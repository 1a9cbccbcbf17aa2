using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace TypedWs.Transport;

/// <summary>What an HTTP server needs to answer an opening request (RFC 6455, section 4.2). Stateless; any thread may call it.</summary>
public static class WsServerHandshake
{
    /// <summary>The only value of <c>Sec-WebSocket-Version</c> that is spoken here.</summary>
    public const string SupportedVersion = "13";

    private const string AcceptGuid = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private const int KeyLength = 24;

    /// <summary>Whether a <c>Sec-WebSocket-Key</c> is 16 bytes in base64, as it must be.</summary>
    /// <param name="key">The header's value; null when it is missing.</param>
    public static bool IsValidKey([NotNullWhen(true)] string? key)
        => key is { Length: KeyLength } && !key.AsSpan().ContainsAny(" \t\r\n") && Base64.IsValid(key, out int decoded) && decoded == 16;

    /// <summary>Computes the <c>Sec-WebSocket-Accept</c> that answers a key.</summary>
    /// <param name="key">A key for which <see cref="IsValidKey"/> holds.</param>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is null.</exception>
    [SuppressMessage("Security", "CA5350:Do Not Use Weak Cryptographic Algorithms", Justification = "RFC 6455 prescribes SHA-1; it protects nothing here.")]
    public static string ComputeAccept(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        Span<byte> source = key.Length == KeyLength ? stackalloc byte[KeyLength + AcceptGuid.Length] : new byte[key.Length + AcceptGuid.Length];
        int length = Encoding.ASCII.GetBytes(key, source);
        length += Encoding.ASCII.GetBytes(AcceptGuid, source[length..]);
        Span<byte> hash = stackalloc byte[SHA1.HashSizeInBytes];
        SHA1.HashData(source[..length], hash);
        return Convert.ToBase64String(hash);
    }

    /// <summary>Reads the subprotocols that a client offers.</summary>
    /// <param name="headerValues">All values of <c>Sec-WebSocket-Protocol</c>.</param>
    /// <returns>The subprotocols in the client's order; what is no token is left out.</returns>
    public static IReadOnlyList<string> ParseSubprotocols(IEnumerable<string?> headerValues)
    {
        ArgumentNullException.ThrowIfNull(headerValues);
        if (headerValues is IReadOnlyList<string?> { Count: 0 })
            return [];
        if (headerValues is IReadOnlyList<string?> { Count: 1 } single && single[0] is { } one && HttpToken.IsToken(one))
            return [one];
        return [.. headerValues
            .SelectMany(value => (value ?? "").Split(',', StringSplitOptions.TrimEntries))
            .Where(HttpToken.IsToken)
            .Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Whether a client's <c>Sec-WebSocket-Extensions</c> is well-formed; where it is not, the handshake must fail, with 400 (RFC 6455, section 9.1).</summary>
    /// <param name="headerValues">All values of the header; none where there is no such header.</param>
    /// <exception cref="ArgumentNullException"><paramref name="headerValues"/> is null.</exception>
    public static bool AreValidExtensions(IEnumerable<string?> headerValues)
    {
        ArgumentNullException.ThrowIfNull(headerValues);
        return WsExtension.ParseAll(headerValues) is not null;
    }

    /// <summary>Answers a client's offers of compression (RFC 7692, section 5.1). An offer that asks for a smaller window of the server is declined.</summary>
    /// <param name="headerValues">All values of <c>Sec-WebSocket-Extensions</c>.</param>
    /// <param name="options">What the server wants.</param>
    /// <returns>
    /// What to answer with and to hand to the <see cref="WsConnection"/>; null where the client offers nothing that can be met: then the answer has no such header.
    /// </returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static WsCompressionAgreement? SelectCompression(IEnumerable<string?> headerValues, WsCompressionOptions options)
    {
        ArgumentNullException.ThrowIfNull(headerValues);
        ArgumentNullException.ThrowIfNull(options);
        return DeflateNegotiation.Accept(headerValues, options);
    }

    /// <summary>Picks the client's best subprotocol that the server speaks, too; null when there is none.</summary>
    /// <param name="offered">The client's, best first.</param>
    /// <param name="supported">The server's.</param>
    public static string? SelectSubprotocol(IEnumerable<string> offered, IReadOnlyCollection<string> supported)
        => offered.FirstOrDefault(name => supported.Contains(name, StringComparer.Ordinal));
}

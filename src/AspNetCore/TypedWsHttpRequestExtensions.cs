using System.Buffers.Text;
using System.Text;
using TypedWs.AspNetCore;
using TypedWs.AspNetCore.Handshake;
using TypedWs.CompilerServices;
using TypedWs.Transport;

namespace Microsoft.AspNetCore.Http;

/// <summary>Reads what a TypedWs handshake carries beside the headers of HTTP.</summary>
public static class TypedWsHttpRequestExtensions
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>
    /// The bearer token that a browser's page sent as a second subprotocol, because it cannot set headers:
    /// <c>new WebSocket(url, ["typedws.v1.json", "typedws.bearer." + base64url(token)])</c>. Hand it to the authentication, for example in
    /// <c>JwtBearerEvents.OnMessageReceived</c>. The token is never echoed or logged. Where <see cref="TypedWsServerOptions.QueryTokenParameter"/> is set, a handshake may
    /// have it in the query instead; that is looked at last, and not where the <c>Authorization</c> header has a bearer token.
    /// </summary>
    /// <param name="request">The handshake's request. Of other requests, the query is not looked at.</param>
    /// <returns>The decoded token, or null where there is none or it is not base64url.</returns>
    public static string? GetTypedWsBearerToken(this HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        foreach (string subprotocol in WsServerHandshake.ParseSubprotocols(request.Headers.SecWebSocketProtocol))
        {
            if (subprotocol.StartsWith(Subprotocols.BearerPrefix, StringComparison.Ordinal))
                return Decode(subprotocol.AsSpan(Subprotocols.BearerPrefix.Length));
        }

        return QueryToken.Find(request);
    }

    private static string? Decode(ReadOnlySpan<char> encoded)
    {
        if (encoded.IsEmpty || !Base64Url.IsValid(encoded))
            return null;

        try
        {
            return StrictUtf8.GetString(Base64Url.DecodeFromChars(encoded));
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}

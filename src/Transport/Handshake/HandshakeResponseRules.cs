using System.Net;

namespace TypedWs.Transport;

/// <summary>What RFC 6455, section 4.1, asks of a server's answer.</summary>
internal static class HandshakeResponseRules
{
    /// <summary>Checks an answer; null when it is good, otherwise what is wrong and what to do next.</summary>
    /// <param name="request">What was asked.</param>
    /// <param name="response">The answer.</param>
    /// <param name="compression">What the answer agrees to; null for no compression.</param>
    public static string? FindFault(WsHandshakeRequest request, WsHandshakeStream response, out WsCompressionAgreement? compression)
    {
        compression = null;
        if (response.StatusCode != (int)HttpStatusCode.SwitchingProtocols)
            return $"answered {response.StatusCode} where 101 was expected. {Advise(response)}";
        if (!HttpToken.Lists(Find(response, "Upgrade"), "websocket"))
            return "answered 101 without 'Upgrade: websocket'. It speaks another protocol at this address: check the path.";
        if (!HttpToken.Lists(Find(response, "Connection"), "Upgrade"))
            return "answered 101 without 'Connection: Upgrade'. Check the proxies on the way: one may have removed it.";
        if (Find(response, "Sec-WebSocket-Accept") != WsServerHandshake.ComputeAccept(request.Key))
            return "answered 101 with a Sec-WebSocket-Accept that does not belong to the key sent. Check for a cache on the way, or a server that is none.";
        if (DeflateNegotiation.FindFault(Find(response, "Sec-WebSocket-Extensions"), request.Compression, out compression) is { } extensionFault)
            return extensionFault;

        string? picked = Find(response, "Sec-WebSocket-Protocol");
        return picked is null || request.Subprotocols.Contains(picked, StringComparer.Ordinal)
            ? null
            : "picked a subprotocol that was not offered. Check that client and server agree on the subprotocols.";
    }

    public static string? Find(WsHandshakeStream response, string header) => response.Headers.GetValueOrDefault(header)?.Trim();

    private static string Advise(WsHandshakeStream response) => response.StatusCode switch
    {
        >= 200 and <= 299 => "The address is no WebSocket endpoint: check its path.",
        >= 300 and <= 399 => "The redirect was not followed: connect to the address that its Location header names, or raise MaxRedirects.",
        401 or 407 => "Send credentials with it, or fresh ones.",
        403 => "The credentials or the origin do not suffice for this endpoint.",
        404 => "Nothing is at this address: check its path.",
        426 => "The server asks for another protocol version: see its Upgrade and Sec-WebSocket-Version headers.",
        429 or 503 => "The server is busy: try again later, and heed its Retry-After header.",
        >= 500 => "The server failed: see its log.",
        _ => "See the response's body for the reason.",
    };
}

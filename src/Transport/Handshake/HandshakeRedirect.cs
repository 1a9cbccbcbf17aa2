using System.Collections.ObjectModel;

namespace TypedWs.Transport;

/// <summary>Where a server sends a client, and what the client takes along (RFC 6455, section 4.1; RFC 9110, section 15.4).</summary>
internal static class HandshakeRedirect
{
    /// <summary>The address that an answer redirects to; null when it is no redirect, or one that is not followed: to another protocol, or from wss to ws.</summary>
    public static Uri? Find(Uri from, WsHandshakeStream response)
    {
        if (response.StatusCode is not (301 or 302 or 303 or 307 or 308)
            || HandshakeResponseRules.Find(response, "Location") is not { Length: > 0 } location
            || !Uri.TryCreate(from, location, out Uri? target))
        {
            return null;
        }

        string? scheme = target.Scheme switch
        {
            "http" or "ws" => "ws",
            "https" or "wss" => "wss",
            _ => null,
        };
        if (scheme is null || (from.Scheme == "wss" && scheme == "ws"))
            return null;

        return new UriBuilder(target) { Scheme = scheme, Port = target.IsDefaultPort ? -1 : target.Port, Fragment = "" }.Uri;
    }

    /// <summary>The own headers for the next request: none when it goes to another server, for they may hold credentials.</summary>
    public static IDictionary<string, string> Keep(IDictionary<string, string> own, Uri from, Uri to)
        => Uri.Compare(from, to, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0
            ? own
            : ReadOnlyDictionary<string, string>.Empty;
}

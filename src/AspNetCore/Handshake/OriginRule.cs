using Microsoft.AspNetCore.Http;

namespace TypedWs.AspNetCore.Handshake;

/// <summary>
/// Which pages may connect. A browser sends its cookies with the handshake of any page, and no same-origin policy keeps that page from reading the answers
/// (RFC 6455, section 10.2): so the pages of other origins are refused unless the server names them. Immutable and thread-safe.
/// </summary>
internal sealed class OriginRule(ISet<string> allowed)
{
    /// <summary>Stands for every origin in <see cref="TypedWsServerOptions.AllowedOrigins"/>.</summary>
    public const string Any = "*";

    private readonly HashSet<string> _allowed = new(allowed, StringComparer.OrdinalIgnoreCase);

    /// <summary>Judges a handshake.</summary>
    /// <returns>Why it is refused, or null where it may go on.</returns>
    public HandshakeRefusal? Check(HttpRequest request)
    {
        string origin = request.Headers.Origin.ToString();
        if (origin.Length == 0 || _allowed.Contains(Any) || _allowed.Contains(origin) || IsOwn(origin, request.Host))
            return null;

        return new HandshakeRefusal(
            StatusCodes.Status403Forbidden,
            "origin",
            "Pages of this origin may not connect. A server admits its own pages, and those of TypedWsServerOptions.AllowedOrigins.");
    }

    /// <summary>Whether the page came from the host that is asked. The scheme is left out: TLS may end at a proxy.</summary>
    private static bool IsOwn(string origin, HostString host)
        => Uri.TryCreate(origin, UriKind.Absolute, out Uri? page) && string.Equals(page.Authority, WithoutDefaultPort(page, host), StringComparison.OrdinalIgnoreCase);

    // Browsers leave the scheme's own port out of Host and Origin alike; other clients may not.
    private static string WithoutDefaultPort(Uri page, HostString host) => host.Port == page.Port && page.IsDefaultPort ? host.Host : host.Value ?? "";
}

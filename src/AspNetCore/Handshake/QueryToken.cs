using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace TypedWs.AspNetCore.Handshake;

/// <summary>The bearer token in a handshake's query, where the server permits it.</summary>
internal static class QueryToken
{
    private const string BearerScheme = "Bearer ";

    /// <returns>Null where the query is not to be looked at, or has not exactly one.</returns>
    public static string? Find(HttpRequest request)
    {
        // Asked by the authentication, before any endpoint: a request of the application's other parts must not be let in by its address.
        if (Parameter(request.HttpContext) is not { } parameter || !ServerHandshake.IsAskedFor(request.HttpContext) || HasBearerHeader(request))
            return null;

        StringValues tokens = request.Query[parameter];
        return tokens is [{ Length: > 0 } token] ? token : null;
    }

    // Null in a request that no host has made.
    private static string? Parameter(HttpContext context)
        => context.RequestServices?.GetService<IOptions<TypedWsServerOptions>>()?.Value.QueryTokenParameter;

    private static bool HasBearerHeader(HttpRequest request)
        => request.Headers.Authorization.Any(static value => value?.StartsWith(BearerScheme, StringComparison.OrdinalIgnoreCase) == true);
}

using System.Globalization;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace TypedWs.AspNetCore.Tests;

/// <summary>Believes whoever names himself in the header <c>X-User</c>, until the time in <c>X-Expires</c>, and knows of the claims in <c>X-Claim</c>.</summary>
public sealed class HeaderAuthentication(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Header = "X-User";
    public const string Expires = "X-Expires";
    public const string Claim = "X-Claim";

    public static void Add(WebApplicationBuilder builder)
    {
        builder.Services.AddAuthentication("header").AddScheme<AuthenticationSchemeOptions, HeaderAuthentication>("header", null);
        builder.Services.AddAuthorization();
    }

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        string user = Request.Headers[Header].ToString();
        if (user.Length == 0)
            return Task.FromResult(AuthenticateResult.NoResult());

        var identity = new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, user)], Scheme.Name);
        if (Request.Headers[Claim].ToString().Split('=') is [var type, var value])
            identity.AddClaim(new Claim(type, value));
        var properties = new AuthenticationProperties
        {
            ExpiresUtc = DateTimeOffset.TryParse(Request.Headers[Expires], CultureInfo.InvariantCulture, out DateTimeOffset expires) ? expires : null,
        };
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), properties, Scheme.Name)));
    }
}

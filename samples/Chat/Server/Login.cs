using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Chat.Server;

/// <summary>
/// Who may come in. It believes everybody's name, as there are no passwords here: an application of your own checks one where this one does not, or leaves all of
/// it to an identity provider. What it answers is signed, so that nobody can change the name later.
/// </summary>
internal static class Login
{
    /// <summary>The policy that <c>Clear</c> names in the contract.</summary>
    private const string Moderators = "Moderators";

    private const string CookieOrBearer = "CookieOrBearer";
    private const string Moderator = "moderator";
    private const int MaxNameLength = 32;

    /// <summary>Cookies for pages, whose browsers send them along with the handshake of a WebSocket; bearer tokens for programs.</summary>
    public static void AddLogin(this IServiceCollection services)
    {
        services.AddAuthentication(CookieOrBearer)
            .AddPolicyScheme(CookieOrBearer, displayName: null, options =>
            {
                options.ForwardDefaultSelector = static context => HasToken(context.Request)
                    ? BearerTokenDefaults.AuthenticationScheme
                    : CookieAuthenticationDefaults.AuthenticationScheme;
                options.ForwardChallenge = BearerTokenDefaults.AuthenticationScheme; // 401, where cookies would redirect to a page.
            })
            .AddCookie()
            .AddBearerToken(static options => options.Events.OnMessageReceived = static context =>
            {
                context.Token = context.Request.GetTypedWsBearerToken(); // Of who can set no headers; without one, the header is looked at.
                return Task.CompletedTask;
            });
        services.AddAuthorizationBuilder().AddPolicy(Moderators, static policy => policy.RequireRole(Moderator));
    }

    /// <summary>
    /// <c>POST /login</c> with <c>{"user":"ada"}</c> answers with a token, and with <c>?useCookies=true</c> with a cookie, as the endpoint of ASP.NET Core Identity does.
    /// </summary>
    public static void MapLogin(this IEndpointRouteBuilder endpoints) => endpoints.MapPost("/login", LogIn);

    private static bool HasToken(HttpRequest request) => request.Headers.Authorization.Count > 0 || request.GetTypedWsBearerToken() is not null;

    private static Results<SignInHttpResult, ValidationProblem> LogIn(LoginRequest login, IConfiguration configuration, bool useCookies = false)
    {
        string user = login.User.Trim();
        if (user.Length is 0 or > MaxNameLength)
            return TypedResults.ValidationProblem([new(nameof(login.User), [$"A name has 1 to {MaxNameLength} characters."])]);

        List<Claim> claims = [new(ClaimTypes.NameIdentifier, user)]; // What session.UserId is.
        if (configuration.GetSection(Moderators).Get<string[]>() is { } moderators && moderators.Contains(user, StringComparer.Ordinal))
            claims.Add(new Claim(ClaimTypes.Role, Moderator));
        return TypedResults.SignIn(
            new ClaimsPrincipal(new ClaimsIdentity(claims, nameof(Login))),
            authenticationScheme: useCookies ? CookieAuthenticationDefaults.AuthenticationScheme : BearerTokenDefaults.AuthenticationScheme);
    }
}

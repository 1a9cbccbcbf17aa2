using System.Globalization;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;

namespace TypedWs.AspNetCore.Handshake;

/// <summary>Until when a handshake's user is authenticated.</summary>
internal static class TicketExpiry
{
    private const string Claim = "exp"; // RFC 7519, section 4.1.4: seconds since 1970, perhaps with a fraction.

    /// <returns>What the authentication says, or else the earliest <c>exp</c> claim; null where nothing ends.</returns>
    public static DateTimeOffset? Of(HttpContext context)
        => context.Features.Get<IAuthenticateResultFeature>()?.AuthenticateResult?.Properties?.ExpiresUtc
            ?? context.User.FindAll(Claim).Select(static claim => Parse(claim.Value)).Min();

    private static DateTimeOffset? Parse(string seconds)
        => double.TryParse(seconds, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value)
            && value >= 0
            && value < (DateTimeOffset.MaxValue - DateTimeOffset.UnixEpoch).TotalSeconds
            ? DateTimeOffset.UnixEpoch.AddSeconds(value)
            : null;
}

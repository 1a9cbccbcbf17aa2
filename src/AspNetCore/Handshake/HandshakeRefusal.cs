using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace TypedWs.AspNetCore.Handshake;

/// <summary>Why a request does not become a conversation, told to the client in plain text.</summary>
/// <param name="StatusCode">The HTTP status.</param>
/// <param name="Reason">Why, in a word, for metrics; one of a fixed list.</param>
/// <param name="Message">What is, what was expected, and what to do.</param>
/// <param name="Limit">The bound that it met, by the name of its option; null where it is none.</param>
internal sealed record HandshakeRefusal(int StatusCode, string Reason, string Message, string? Limit = null)
{
    private const string RetryAfterSeconds = "5"; // Clients of ours wait for as long, and then for a random time of their own.

    public Task WriteAsync(HttpContext context)
    {
        HttpResponse response = context.Response;
        response.StatusCode = StatusCode;
        response.ContentType = "text/plain; charset=utf-8";
        if (StatusCode == StatusCodes.Status503ServiceUnavailable)
            response.Headers.RetryAfter = RetryAfterSeconds;
        if (StatusCode == StatusCodes.Status426UpgradeRequired)
        {
            // RFC 9110, section 15.5.22: the answer names the protocol to upgrade to.
            response.Headers.Connection = HeaderNames.Upgrade;
            response.Headers.Upgrade = ServerHandshake.ProtocolName;
        }

        return response.WriteAsync(Message + "\n");
    }
}

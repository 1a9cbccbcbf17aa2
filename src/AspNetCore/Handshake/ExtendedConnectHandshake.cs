using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace TypedWs.AspNetCore.Handshake;

/// <summary>The extended CONNECT of HTTP/2 and HTTP/3 (RFC 8441, RFC 9220): no key to prove anything with, and the answer is 200.</summary>
internal sealed class ExtendedConnectHandshake : ServerHandshake
{
    protected override HandshakeRefusal? CheckCore(HttpContext context)
    {
        if (context.Features.GetRequiredFeature<IHttpExtendedConnectFeature>().Protocol != ProtocolName)
            return new HandshakeRefusal(StatusCodes.Status501NotImplemented, NoWebSocket, "An extended CONNECT must be for ':protocol: websocket' here.");

        return HasVersion(context.Request) ? null : OtherVersion(context, StatusCodes.Status400BadRequest);
    }

    protected override async ValueTask<Stream> AcceptCoreAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status200OK;
        return await context.Features.GetRequiredFeature<IHttpExtendedConnectFeature>().AcceptAsync().ConfigureAwait(false);
    }
}

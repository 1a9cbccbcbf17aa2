using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Net.Http.Headers;
using TypedWs.AspNetCore.DirectSockets;
using TypedWs.Transport;

namespace TypedWs.AspNetCore.Handshake;

/// <summary>The upgrade of HTTP/1.1 (RFC 6455, section 4.2).</summary>
internal sealed class UpgradeHandshake : ServerHandshake
{
    protected override HandshakeRefusal? CheckCore(HttpContext context)
    {
        HttpRequest request = context.Request;
        if (context.Features.Get<IHttpUpgradeFeature>() is not { IsUpgradableRequest: true } || !IsAskedFor(context))
            return NotWebSocket(request);

        if (!HasVersion(request))
            return OtherVersion(context, StatusCodes.Status426UpgradeRequired);

        return WsServerHandshake.IsValidKey(request.Headers.SecWebSocketKey)
            ? null
            : new HandshakeRefusal(StatusCodes.Status400BadRequest, "key", "Sec-WebSocket-Key must be 16 random bytes in base64 (RFC 6455, section 4.1).");
    }

    protected override async ValueTask<Stream> AcceptCoreAsync(HttpContext context)
    {
        IHeaderDictionary headers = context.Response.Headers;
        headers.Connection = HeaderNames.Upgrade;
        headers.Upgrade = ProtocolName;
        headers.SecWebSocketAccept = WsServerHandshake.ComputeAccept(context.Request.Headers.SecWebSocketKey.ToString());
        Stream upgraded = await context.Features.GetRequiredFeature<IHttpUpgradeFeature>().UpgradeAsync().ConfigureAwait(false);
        return await TryDetachAsync(context, upgraded).ConfigureAwait(false) ?? upgraded;
    }

    /// <summary>Takes the connection out of Kestrel where its transport can do that, and where no middleware has put a stream of its own over Kestrel's.</summary>
    private static async ValueTask<Stream?> TryDetachAsync(HttpContext context, Stream upgraded)
        => context.Features.Get<IDetachableConnection>() is { } connection && upgraded.GetType().Assembly == typeof(KestrelServerOptions).Assembly
            ? await connection.TryDetachAsync().ConfigureAwait(false)
            : null;

    private static HandshakeRefusal NotWebSocket(HttpRequest request)
    {
        // HTTP/2 and later have no Upgrade header, and so no 426.
        int statusCode = HttpProtocol.IsHttp11(request.Protocol) ? StatusCodes.Status426UpgradeRequired : StatusCodes.Status400BadRequest;
        string message = request.Headers.ContainsKey(HeaderNames.SecWebSocketKey)
            ? "This WebSocket handshake lacks 'Connection: Upgrade' and 'Upgrade: websocket'. A proxy on the way must pass them on."
            : "This is a WebSocket endpoint. Connect to it with a WebSocket client and a ws:// or wss:// address.";
        return new HandshakeRefusal(statusCode, NoWebSocket, message);
    }
}

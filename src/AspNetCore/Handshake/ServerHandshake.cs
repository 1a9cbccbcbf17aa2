using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.Net.Http.Headers;
using TypedWs.Transport;

namespace TypedWs.AspNetCore.Handshake;

/// <summary>How a request of one HTTP version becomes a stream of WebSocket frames. Stateless.</summary>
internal abstract class ServerHandshake
{
    /// <summary>The name of the protocol in both handshakes.</summary>
    public const string ProtocolName = "websocket";

    /// <summary>Why a request is refused that asks for something else, or for nothing.</summary>
    protected const string NoWebSocket = "no_websocket";

    private static readonly UpgradeHandshake Upgrade = new();
    private static readonly ExtendedConnectHandshake ExtendedConnect = new();

    /// <summary>The handshake of the request's HTTP version.</summary>
    public static ServerHandshake Of(HttpContext context)
        => context.Features.Get<IHttpExtendedConnectFeature>() is { IsExtendedConnect: true } ? ExtendedConnect : Upgrade;

    /// <summary>Whether a request, to whatever endpoint, asks for a WebSocket.</summary>
    public static bool IsAskedFor(HttpContext context)
        => context.Features.Get<IHttpExtendedConnectFeature>() is { IsExtendedConnect: true } connect
            ? connect.Protocol == ProtocolName
            : context.Request.Headers.GetCommaSeparatedValues(HeaderNames.Upgrade).Contains(ProtocolName, StringComparer.OrdinalIgnoreCase);

    /// <summary>Judges the request.</summary>
    /// <returns>Why it cannot be accepted, or null where it can.</returns>
    public HandshakeRefusal? Check(HttpContext context) => CheckCore(context) ?? CheckExtensions(context.Request);

    /// <summary>Accepts a request that passed <see cref="Check"/>. What the response headers hold by now is sent with it.</summary>
    /// <returns>The stream, to read and to write.</returns>
    public async ValueTask<Stream> AcceptAsync(HttpContext context)
    {
        LiftHttpLimits(context);
        return await AcceptCoreAsync(context).ConfigureAwait(false);
    }

    protected abstract HandshakeRefusal? CheckCore(HttpContext context);

    protected abstract ValueTask<Stream> AcceptCoreAsync(HttpContext context);

    protected static bool HasVersion(HttpRequest request) => request.Headers.SecWebSocketVersion == WsServerHandshake.SupportedVersion;

    protected static HandshakeRefusal OtherVersion(HttpContext context, int statusCode)
    {
        context.Response.Headers[HeaderNames.SecWebSocketVersion] = WsServerHandshake.SupportedVersion;
        return new HandshakeRefusal(statusCode, "version", "The version of the protocol must be that of RFC 6455. Send 'Sec-WebSocket-Version: 13'.");
    }

    private static HandshakeRefusal? CheckExtensions(HttpRequest request)
        => WsServerHandshake.AreValidExtensions(request.Headers.SecWebSocketExtensions)
            ? null
            : new HandshakeRefusal(
                StatusCodes.Status400BadRequest,
                "extensions",
                "Sec-WebSocket-Extensions is malformed. Send a list such as 'permessage-deflate; client_max_window_bits', or no such header (RFC 6455, section 9.1).");

    /// <summary>
    /// A conversation is no HTTP exchange: it may take longer than any, and be idle or slow for as long as its own time-outs permit. (Kestrel
    /// counts neither the
    /// size nor the rate of what an upgraded request reads. Over HTTP/2 its rate of writing is a setting of the whole server.)
    /// </summary>
    private static void LiftHttpLimits(HttpContext context)
    {
        context.Features.Get<IHttpRequestTimeoutFeature>()?.DisableTimeout();
        if (context.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } reading)
            reading.MinDataRate = null;
        if (context.Features.Get<IHttpMinResponseDataRateFeature>() is { } writing)
            writing.MinDataRate = null;
    }
}

using Microsoft.AspNetCore.Http;
using TypedWs.CompilerServices;
using TypedWs.Transport;

namespace TypedWs.AspNetCore.Handshake;

/// <summary>The subprotocol to answer with, and the format in which the server writes.</summary>
/// <param name="Subprotocol">The name, or null where none that the client offers is known: a plain JSON-RPC 2.0 peer.</param>
/// <param name="Format">The format.</param>
internal readonly record struct SubprotocolChoice(string? Subprotocol, WireFormat Format)
{
    private static readonly string[] Known = [Subprotocols.Json, Subprotocols.MessagePack];

    /// <summary>Picks the first known one: the client lists them in the order of its preference (RFC 6455, section 4.1).</summary>
    public static SubprotocolChoice From(HttpRequest request)
    {
        IReadOnlyList<string> offered = WsServerHandshake.ParseSubprotocols(request.Headers.SecWebSocketProtocol);
        string? subprotocol = WsServerHandshake.SelectSubprotocol(offered, Known);
        return new SubprotocolChoice(subprotocol, subprotocol == Subprotocols.MessagePack ? WireFormat.MessagePack : WireFormat.Json);
    }
}
